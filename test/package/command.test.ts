import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackPackage } from '../support/package/package-tarball';
import { makeTempFolder } from '../support/processes/temp-folder';
import { writeFiles } from '../support/projects/write-project';

const HANDLER = "exports.handler = (context, event, callback) => callback(null, 'OK');\n";
const GUARDED = `const { basic, withAuth } = require('twilio-functions-auth');
exports.handler = withAuth(basic(), (context, event, callback) => callback(null, 'OK'));
`;

const { path: folder, remove } = makeTempFolder('command');
const main = join(unpackPackage(join(folder, 'node_modules')), 'dist', 'cli', 'main.js');
afterAll(remove);

function run(args: readonly string[], cwd = folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const read = (name: string) => readFileSync(join(folder, name), 'utf8');

test('--help lists the commands and exits with 0', () => {
  const { status, stdout, stderr } = run(['--help']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/guard .*<file\.\.\.>/);
  expect(stdout).toMatch(/info/);
});

test.each([
  ['an unknown command', ['gard', 'a.js'], /unknown command 'gard'\n\(Did you mean guard\?\)/],
  [
    'an unknown option',
    ['guard', '--yess', 'a.js'],
    /unknown option '--yess'\n\(Did you mean --yes\?\)/,
  ],
  ['an extra argument', ['info', 'more'], /too many arguments/],
  ['no file', ['guard'], /missing required argument 'file'/],
])('%s is refused with exit code 2 and a hint', (_what, args, message) => {
  const { status, stdout, stderr } = run(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test('a password in the arguments is refused without repeating it, also after --cwd', () => {
  const { status, stdout, stderr } = run([
    '--cwd',
    folder,
    'credentials',
    'verify',
    'ada',
    '--password=s3cr3t',
  ]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^A password must not be an argument/);
  expect(stderr).not.toContain('s3cr3t');
});

describe('guard', () => {
  beforeEach(() =>
    writeFiles(folder, { 'functions/one.js': HANDLER, 'functions/two.js': 'x = ;' }),
  );

  test('shows the changes, writes nothing and exits with 1', () => {
    const { status, stdout } = run(['guard', 'functions/one.js']);
    expect(status).toBe(1);
    expect(stdout).toContain(`-${HANDLER.trim()}`);
    expect(stdout).toContain(`+${GUARDED.split('\n')[1]}`);
    expect(stdout).toMatch(
      /1 file can be guarded\. To write the changes, repeat the command with --yes\./,
    );
    expect(read('functions/one.js')).toBe(HANDLER);
  });

  test('writes the files with --yes, and changes nothing the second time', () => {
    expect(run(['guard', '--yes', 'functions/one.js']).status).toBe(0);
    expect(read('functions/one.js')).toBe(GUARDED);
    const { status, stdout } = run(['guard', '--yes', 'functions/one.js']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'functions/one.js is left as it is: the handler is guarded already.\n',
    });
    expect(read('functions/one.js')).toBe(GUARDED);
  });

  test('writes what it understands and names what it does not, with exit code 1', () => {
    const { status, stdout } = run(['guard', '--yes', 'functions/one.js', 'functions/two.js']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/two\.js is left as it is: the file has a syntax error on line 1\./);
    expect([read('functions/one.js'), read('functions/two.js')]).toEqual([GUARDED, 'x = ;']);
  });

  test('writes a file once that is named twice, and keeps its byte order mark', () => {
    writeFiles(folder, { 'functions/one.js': `\ufeff${HANDLER}` });
    const { status, stdout } = run(['guard', '--yes', 'functions/one.js', 'functions/one.js']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/1 file guarded/),
    });
    expect(read('functions/one.js')).toBe(`\ufeff${GUARDED}`);
  });

  test('refuses a file that is not UTF-8, and writes no other file', () => {
    const latin1 = Buffer.from("exports.handler = () => 'S\u00f8ren';", 'latin1');
    writeFileSync(join(folder, 'functions/two.js'), latin1);
    const { status, stderr } = run(['guard', '--yes', 'functions/one.js', 'functions/two.js']);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'functions/two.js is not UTF-8 text.\n',
    });
    expect(read('functions/one.js')).toBe(HANDLER);
    expect(readFileSync(join(folder, 'functions/two.js'))).toEqual(latin1);
  });

  test('names a file that does not exist, without a stack', () => {
    const { status, stderr } = run(['guard', 'functions/three.js']);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'functions/three.js cannot be read: ENOENT.\n',
    });
  });
});

describe('info', () => {
  test('prints the versions of the project that a sub-folder belongs to', () => {
    writeFiles(folder, {
      'package.json': JSON.stringify({ dependencies: { 'twilio-run': '5.0.1' } }),
      'node_modules/twilio-run/package.json': JSON.stringify({ version: '5.0.1' }),
      '.env': 'PASSWORD=canary-4711',
    });
    mkdirSync(join(folder, 'functions/deep'), { recursive: true });
    const { status, stdout } = run(['info', '--json'], join(folder, 'functions/deep'));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      command: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      node: process.version,
      project: 'found',
      'twilio-run': '5.0.1',
      typescript: 'not installed',
    });
    expect(stdout).not.toContain('canary');
  });

  test('says so in a folder without a Twilio project', () => {
    const empty = makeTempFolder('empty');
    const { status, stdout } = run(['info'], empty.path);
    empty.remove();
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^project +no Twilio project found$/m),
    });
  });
});

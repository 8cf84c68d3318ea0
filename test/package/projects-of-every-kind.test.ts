import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { installPackage } from '../support/package/package-tarball';
import { type CommandOptions, runPackagedCommand } from '../support/package/packaged-command';
import { useTypeScript7 } from '../support/package/use-typescript-7';
import { createProject } from '../support/projects/adopting-project';
import type { OpenedProject } from '../support/projects/project-copy';
import { writeFiles } from '../support/projects/write-project';

const HANDLER = "exports.handler = (context, event, callback) => callback(null, 'OK');\n";

let project: OpenedProject;
const at = (name: string) => join(project.folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8');
const run = (args: readonly string[], folder = '', options: CommandOptions = {}) =>
  runPackagedCommand(args, { folder: at(folder), ...options });

/** The findings of the doctor, as `level name: message`. */
function findings(...args: readonly string[]): readonly string[] {
  const { stdout, stderr } = run(['doctor', '--json', ...args]);
  const { findings: found } = JSON.parse(stdout || `{"findings":["${stderr}"]}`);
  return found.map(
    (one: Record<string, string>) => `${one['level']} ${one['name']}: ${one['message']}`,
  );
}

describe('a JavaScript project of create-twilio-function', () => {
  beforeAll(async () => {
    project = await createProject('javascript');
  });
  afterAll(() => project.remove());

  test('before adoption, the doctor names every public Function that anyone can call, and the command that closes it', () => {
    const { status, stdout } = run(['doctor', '--json'], 'functions');

    const unguarded = JSON.parse(stdout).findings.filter(({ message }: { message: string }) =>
      /^anyone can call it/.test(message),
    );
    expect(status).toBe(1);
    expect(unguarded.map(({ name }: { name: string }) => name).sort()).toEqual([
      '/hello-world',
      '/private-message',
    ]);
    expect(unguarded[0].remedy).toBe(
      'npx twilio-functions-auth guard hello-world.js --yes closes it; if anyone may call it, use open(…)',
    );
  });

  test('the doctor says that this library is not installed, and reports no other error', () => {
    const errors = findings().filter((line) => !/anyone can call it/.test(line));

    expect(errors.filter((line) => line.startsWith('error'))).toEqual([]);
    expect(errors).toContain(
      'warning twilio-functions-auth: is not in "dependencies" of package.json',
    );
  });

  test('init without --yes shows its changes, writes nothing and exits with 1', () => {
    const before = read('.env');

    const { status, stdout, stderr } = run(['init']);

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^\+ \.env gets USERNAME and PASSWORD\n\+ \.gitignore ignores \.env\n\+ functions\/basic\.js\n/,
    );
    expect(stderr).toMatch(/repeat the command with --yes\.\n$/);
    expect(read('.env')).toBe(before);
  });

  test('init --yes adds credentials and one guarded Function, and shows how to call it', () => {
    const { status, stdout, stderr } = run(['init', '--yes'], 'assets');

    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(read('.env')).toMatch(/^USERNAME=twilio\nPASSWORD=[\w-]{24}\n$/m);
    expect(read('functions/basic.js')).toContain("require('twilio-functions-auth')");
    expect(stderr).toContain('npm install --save-exact twilio-functions-auth');
    expect(stderr).toMatch(/401 {2}curl -i http:\/\/localhost:3000\/basic/);
    expect(stderr).not.toContain(/PASSWORD=(.*)/.exec(read('.env'))?.[1]);
  });

  test('a second init changes nothing', () => {
    const before = [read('.env'), read('functions/basic.js')];

    const { status, stderr } = run(['init', '--yes']);

    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^= functions\/basic\.js was there already, and stays\nNothing to change\.\n/,
    );
    expect([read('.env'), read('functions/basic.js')]).toEqual(before);
  });

  test('the credentials commands change its .env, and name their own form', () => {
    expect(run(['credentials', 'token', 'ci'], 'functions').status).toBe(0);
    const { stdout } = run(['credentials', 'list']);

    expect(stdout).toMatch(/^twilio +USERNAME and PASSWORD +plain/m);
    expect(stdout).toMatch(/^ci +\w{12} +- +all/m);
    expect(run(['credentials', 'add', '--help']).stdout).toMatch(
      /^Usage: npx twilio-functions-auth credentials add \[options\] <username>/,
    );
  });

  test('the default htpasswd file is a private asset of the project', () => {
    writeFiles(project.folder, { users: 'ada:{PLAIN}correct horse battery\n' });
    rmSync(at('assets'), { recursive: true });

    expect(run(['credentials', 'import', '../users'], 'functions').status).toBe(0);

    expect(read('assets/users.private.htpasswd')).toBe('ada:{PLAIN}correct horse battery\n');
  });

  test.each([
    ['directory', ['list-accounts']],
    ['migrate', []],
  ])('%s requires a database, and starts none', (name, more) => {
    const { status, stderr } = run([name, ...more]);

    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'DATABASE_URL is required, in the environment or in .env.\n',
    });
  });

  test('the copied file has its version in the first line, and the doctor compares it', () => {
    expect(run(['vendor', '--yes']).status).toBe(0);
    const copied = read('assets/auth.private.js');
    expect(copied).toMatch(new RegExp(`^// twilio-functions-auth ${version}\n`));
    expect(findings()).toContain(`ok assets/auth.private.js: is twilio-functions-auth ${version}`);

    writeFileSync(at('assets/auth.private.js'), copied.replace(version, '0.0.1'));
    expect(findings()).toContain(
      `warning assets/auth.private.js: is twilio-functions-auth 0.0.1, and this is ${version}`,
    );
    expect(run(['vendor', '--yes']).stderr).toMatch(
      /auth\.private\.js was twilio-functions-auth 0\.0\.1, and is now/,
    );
    expect(read('assets/auth.private.js')).toBe(copied);
  });

  test('a file that is no copy of the library is not replaced', () => {
    writeFileSync(at('assets/auth.private.js'), '// mine\n');

    expect(run(['vendor', '--yes'])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/auth\.private\.js exists and is not a copy of/),
    });
    expect(read('assets/auth.private.js')).toBe('// mine\n');
    rmSync(at('assets/auth.private.js'));
  });
});

describe('a TypeScript project of create-twilio-function', () => {
  beforeAll(async () => {
    project = await createProject('typescript', installPackage);
  });
  afterAll(() => project.remove());

  test('every part is added in TypeScript and compiles, and the doctor names the source of the one Function without a guard', () => {
    expect(run(['init', '--yes']).status).toBe(0);
    for (const part of ['health', 'token', 'webhooks', 'upstream', 'directory']) {
      expect(run(['add', part, '--yes']).status).toBe(0);
    }
    rmSync(at('src/functions/hello-world.ts'), { force: true });
    rmSync(at('src/functions/private-message.ts'), { force: true });
    rmSync(at('src/functions/sms'), { recursive: true, force: true });

    writeFiles(project.folder, {
      'src/functions/late.ts':
        'export const handler = (_c: object, _e: object, done: Function) => done(null, 1);\n',
    });

    const { stdout } = run(['doctor', '--json']);

    const { functions, findings: found } = JSON.parse(stdout);
    expect(functions.length).toBeGreaterThan(55);
    expect(found).toContainEqual(
      expect.objectContaining({
        name: '/late',
        remedy: expect.stringContaining('guard src/functions/late.ts --yes'),
      }),
    );
    expect(
      functions.filter(
        ({ access }: { access: string }) => access === null || access === 'unguarded',
      ),
    ).toMatchObject([{ path: '/late' }]);
    expect(read('.env')).toMatch(/^DIRECTORY_KEY=[\w+/]{43}=$/m);
  });

  test('diff is silent for unchanged Functions, and shows a change', () => {
    expect(run(['diff'])).toMatchObject({ status: 0, stdout: '' });

    writeFileSync(at('src/functions/basic.ts'), read('src/functions/basic.ts').replace('OK', 'Hi'));
    const { status, stdout } = run(['diff', 'basic']);

    expect(status).toBe(0);
    expect(stdout).toMatch(/^--- src\/functions\/basic\.ts\n/);
    expect(stdout).toMatch(/^-.*Hi.*\n/m);
  });

  test('a build that fails is an error with its output', () => {
    useTypeScript7(project.folder);
    writeFiles(project.folder, { 'src/functions/late.ts': 'export const handler: number = "";\n' });

    const { status, stdout, stderr } = run(['doctor']);

    expect(status).toBe(1);
    expect(stdout).toContain('npm run build failed: see above.');
    expect(stderr).toContain("Type 'string' is not assignable to type 'number'");
  });

  test('--no-build checks the files of the last build', () => {
    expect(findings('--no-build').filter((line) => line.includes('build failed'))).toEqual([]);
  });
});

test('in a project of ES modules, a part is added as ES modules', async () => {
  project = await createProject('javascript', installPackage);
  const manifest = JSON.parse(read('package.json'));
  writeFileSync(at('package.json'), JSON.stringify({ ...manifest, type: 'module' }));

  expect(run(['add', 'token', '--yes']).status).toBe(0);
  const code = read('functions/token.js');
  project.remove();

  expect(code).toMatch(/^import \{ basic, open \} from 'twilio-functions-auth';$/m);
  expect(code).toMatch(/^export const handler = /m);
});

describe('a broken project', () => {
  beforeEach(async () => {
    project = await createProject('javascript');
  });
  afterEach(() => {
    chmodSync(project.folder, 0o755);
    project.remove();
  });

  test('without a package.json is still a project, if it has a .twilioserverlessrc', () => {
    rmSync(at('package.json'));

    expect(findings()).toContainEqual(
      expect.stringMatching(/^error \/hello-world: anyone can call/),
    );
    expect(run(['init', '--yes']).stderr).toContain('npm init --yes');
  });

  test('in a folder that is no project is refused with what to do', () => {
    for (const name of ['package.json', '.twilioserverlessrc']) rmSync(at(name));

    const { status, stdout, stderr } = run(['doctor']);

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/is not in a Twilio project[\s\S]*npx create-twilio-function/);
  });

  test('with a package.json that is not JSON is named', () => {
    rmSync(at('.twilioserverlessrc'));
    writeFileSync(at('package.json'), '{ "name": ');

    expect(run(['doctor'])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/package\.json is not JSON\. Fix it/),
    });
  });

  test('with a .twilioserverlessrc that is not JSON5 has that finding and all others', () => {
    writeFileSync(at('.twilioserverlessrc'), '{ runtime: ');

    expect(findings()).toEqual(
      expect.arrayContaining([
        'error .twilioserverlessrc: is not JSON5',
        expect.stringMatching(/^error \/hello-world: anyone can call/),
      ]),
    );
  });

  test('with a syntax error in a Function names the Function and checks the others', () => {
    writeFileSync(at('functions/broken.js'), 'exports.handler = (');

    expect(findings()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^error \/broken: cannot be loaded: /),
        expect.stringMatching(/^error \/hello-world: anyone can call/),
      ]),
    );
  });

  test('with two lock files is built by npm', () => {
    const manifest = JSON.parse(read('package.json'));
    const scripts = { ...manifest.scripts, build: 'node -e "process.exit(3)"' };
    writeFileSync(at('package.json'), JSON.stringify({ ...manifest, scripts }));
    for (const name of ['yarn.lock', 'package-lock.json']) writeFileSync(at(name), '{}');

    expect(findings()).toContainEqual(
      expect.stringMatching(/: npm run build failed: see above\.$/),
    );
  });

  test('with Windows line ends and byte order marks keeps the former and loses nothing', () => {
    writeFileSync(at('.env'), '\ufeffA=1\r\nB=2\r\n');
    writeFileSync(at('.gitignore'), 'node_modules\r\n');

    expect(run(['init', '--yes']).status).toBe(0);

    expect(read('.env')).toMatch(/^A=1\r\nB=2\r\nUSERNAME=twilio\r\nPASSWORD=[\w-]{24}\r\n$/);
    expect(read('.gitignore')).toBe('node_modules\r\n.env\r\n');
  });

  test('with an .env that the toolkit reads in part names the line without its text', () => {
    writeFileSync(at('.env'), 'A=1\ncanary\n');

    const { status, stderr } = run(['init', '--yes']);

    expect(status).toBe(1);
    expect(stderr).toMatch(/\.env is broken in line 2/);
    expect(stderr).not.toContain('canary');
    expect(read('.env')).toBe('A=1\ncanary\n');
  });

  test('with a file in place of a folder is reported, and nothing is written', () => {
    rmSync(at('functions'), { recursive: true });
    writeFileSync(at('functions'), '');
    const before = read('.env');

    const { status, stderr } = run(['init', '--yes']);

    expect(status).toBe(1);
    expect(stderr).toMatch(/functions is not a folder\. Nothing was written\./);
    expect(read('.env')).toBe(before);
  });

  test('that was adopted before keeps its own Function and its credentials', () => {
    writeFiles(project.folder, { 'functions/basic.js': HANDLER });
    writeFileSync(at('.env'), 'USERNAME=ada\nPASSWORD=correct horse\n');

    const { status, stderr } = run(['init', '--yes']);

    expect(status).toBe(0);
    expect(stderr).toMatch(/^= functions\/basic\.js was there already, and stays$/m);
    expect(read('functions/basic.js')).toBe(HANDLER);
    expect(read('.env')).toBe('USERNAME=ada\nPASSWORD=correct horse\n');
  });

  test('that the user may not write to is reported, and stays as it is', () => {
    chmodSync(project.folder, 0o555);

    const { status, stderr } = run(['init', '--yes'], '', { isOtherUser: true });

    expect(status).toBe(1);
    expect(stderr).toMatch(/^Cannot write to .*\. Nothing was written\.$/m);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('in a folder that does not exist is named', () => {
    const { status, stderr } = run(['--cwd', 'none', 'doctor']);

    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'The folder none does not exist.\n',
    });
  });
});

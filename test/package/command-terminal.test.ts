import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTerminal, type Terminal } from '../support/clients/terminal';
import { packagedProgram } from '../support/package/packaged-command';
import { createProject } from '../support/projects/adopting-project';
import type { OpenedProject } from '../support/projects/project-copy';

let project: OpenedProject;
let terminal: Terminal;
const COMMAND = `${process.execPath} ${packagedProgram()}`;

beforeEach(async () => {
  project = await createProject('javascript');
  terminal = openTerminal(project.folder);
  await terminal.shows('ready>');
});
afterEach(() => {
  terminal.close();
  project.remove();
});

const hasFunction = (name: string) => existsSync(join(project.folder, 'functions', name));
const readEnv = () => readFileSync(join(project.folder, '.env'), 'utf8');

async function start(args: string, shown: string | RegExp): Promise<void> {
  terminal.type(`${COMMAND} ${args}; echo "ended with $?"`);
  terminal.press('Enter');
  await terminal.shows(shown);
}

test('init shows its changes and writes them after yes', async () => {
  await start('init', 'Write these changes?');
  expect(hasFunction('basic.js')).toBe(false);

  terminal.press('y');
  await terminal.shows('ended with 0');

  expect(terminal.screen()).toContain('+ functions/basic.js');
  expect(hasFunction('basic.js')).toBe(true);
  expect(terminal.screen()).not.toContain(/PASSWORD=(.*)/.exec(readEnv())?.[1]);
});

test('init writes nothing after no, and exits with 1', async () => {
  await start('init', 'Write these changes?');

  terminal.press('n');
  await terminal.shows('ended with 1');

  expect(terminal.screen()).toContain('Nothing was written.');
  expect(hasFunction('basic.js')).toBe(false);
  expect(readEnv()).not.toContain('PASSWORD');
});

test('Ctrl-C at a question ends with 130 and writes nothing', async () => {
  await start('init', 'Write these changes?');

  terminal.press('C-c');
  await terminal.shows('ended with 130');

  expect(hasFunction('basic.js')).toBe(false);
});

test('guard shows the change and writes it after yes', async () => {
  await start('guard functions/hello-world.js', 'Write these changes?');

  terminal.press('y');
  await terminal.shows('ended with 0');

  const code = readFileSync(join(project.folder, 'functions/hello-world.js'), 'utf8');
  expect(code).toContain('withAuth(basic(), ');
});

test('add asks for the part, and the arrow keys choose it', async () => {
  await start('add', 'What should be added?');

  terminal.press('Down');
  terminal.press('Enter');
  await terminal.shows('Write these changes?');
  terminal.press('y');
  await terminal.shows('ended with 0');

  expect(hasFunction('health.js')).toBe(true);
});

test('the doctor shows its progress, and only the table stays on the screen', async () => {
  await start('doctor', 'ended with 1');

  expect(terminal.screen()).toContain('/hello-world');
  expect(terminal.screen()).not.toContain('Inspecting');
});

test('NO_COLOR leaves the table without colors, and a closed pipe is no error', async () => {
  terminal.type('export NO_COLOR=1');
  terminal.press('Enter');
  await start('doctor | head -2', 'ended with 0');

  expect(terminal.screen()).not.toMatch(/EPIPE|node:/);
});

test('a password is asked for without an echo, in any project', async () => {
  await start('credentials add ada', 'New password of ada: ');

  for (let times = 0; times < 2; times += 1) {
    terminal.type('correct horse');
    terminal.press('Enter');
    if (times === 0) await terminal.shows('Repeat it: ');
  }
  await terminal.shows('ended with 0');

  expect(terminal.screen()).not.toContain('correct');
  expect(readEnv()).toMatch(/^BASIC_AUTH_CREDENTIALS="ada:\$scrypt\$/m);
});

test.each<[string, (at: (name: string) => string) => void, string, string]>([
  [
    'that is no Twilio project',
    (at) => {
      for (const name of ['package.json', '.twilioserverlessrc']) rmSync(at(name));
    },
    'doctor',
    'is not in a Twilio project',
  ],
  [
    'whose package.json is not JSON',
    (at) => {
      rmSync(at('.twilioserverlessrc'));
      writeFileSync(at('package.json'), '{');
    },
    'init',
    'package.json is not JSON',
  ],
  [
    'whose .env has a line that the toolkit skips',
    (at) => writeFileSync(at('.env'), 'canary\r\n'),
    'init',
    '.env is broken in line 1',
  ],
  [
    'whose Function has a syntax error',
    (at) => writeFileSync(at('functions/broken.js'), '\ufeffexports.handler = ('),
    'doctor',
    'cannot be loaded',
  ],
])(
  'in a folder %s, the command says so and returns to the shell',
  async (_kind, change, args, words) => {
    change((name) => join(project.folder, name));

    await start(args, 'ended with 1');

    expect(terminal.screen().replace(/\s+/g, ' ')).toContain(words);
    expect(terminal.screen()).not.toMatch(/canary|\n +at /);
    terminal.type('echo as usual');
    await terminal.shows(/ready> echo as usual/);
  },
);

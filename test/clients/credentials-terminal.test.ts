import { openTerminal, type Terminal } from '../support/clients/terminal';
import { bundleIn } from '../support/jest/bundled-commands';
import {
  type CredentialsProject,
  openCredentialsProject,
} from '../support/projects/credentials-project';

const PASSWORD = 'correct horse';
const ENV = 'A=1\n';
const NPM = 'npm run -s credentials --';

let project: CredentialsProject;
let terminal: Terminal;

beforeAll(() => {
  project = openCredentialsProject();
});
beforeEach(async () => {
  project.write('.env', ENV);
  terminal = openTerminal(project.folder);
  await terminal.shows('ready>');
});
afterEach(() => terminal.close());
afterAll(() => project.remove());

// It starts in a fifth of the time that npm takes.
const bundled = () => [process.execPath, ...bundleIn(project.folder, 'credentials')].join(' ');

/** Starts a command in the terminal and waits for its first question. */
async function start(command: string, question: string, program = bundled()): Promise<void> {
  enter(`${program} ${command}; echo "ended with $?"`);
  await terminal.shows(question);
}

function enter(text: string): void {
  terminal.type(text);
  terminal.press('Enter');
}

/** Expects that the shell shows typed text as before. */
async function expectEcho(): Promise<void> {
  terminal.type('echo as usual');
  await terminal.shows(/ready> echo as usual/);
}

test('the command asks for a password twice and never shows it', async () => {
  await start('add ada', 'New password of ada: ', NPM);
  enter(PASSWORD);
  await terminal.shows('Repeat it: ');
  enter(PASSWORD);
  await terminal.shows('ended with 0');

  expect(terminal.screen()).not.toContain(PASSWORD.slice(0, 4));
  expect((await project.run(['verify', 'ada'], PASSWORD)).exitCode).toBe(0);
  await expectEcho();
});

test('only the result is written to stdout, and the questions stay on the screen', async () => {
  await start('hash > hash.txt', 'Password: ');
  enter(PASSWORD);
  await terminal.shows('Repeat it: ');
  enter(PASSWORD);
  await terminal.shows('ended with 0');

  expect(project.read('hash.txt')).toMatch(/^\$scrypt\$[^\s]+\n$/);
});

test('the command asks again if the two passwords differ', async () => {
  await start('add ada', 'New password of ada: ');
  enter(PASSWORD);
  await terminal.shows('Repeat it: ');
  enter('battery staple');
  await terminal.shows('The two passwords differ. Try again.');
  enter(PASSWORD);
  await terminal.shows(/Try again\.[\s\S]*Repeat it: /);
  enter(PASSWORD);
  await terminal.shows('ended with 0');

  expect((await project.run(['verify', 'ada'], PASSWORD)).exitCode).toBe(0);
});

test('the command gives up after three invalid passwords', async () => {
  await start('add ada', 'New password of ada: ');
  enter('short');
  await terminal.shows('has 5 characters and must have at least 8. Try again.');
  enter('shorts');
  await terminal.shows('has 6 characters and must have at least 8. Try again.');
  enter('shorter');
  await terminal.shows('ended with 1');

  expect(terminal.screen()).toContain(
    'has 7 characters and must have at least 8. Nothing was changed.',
  );
  expect(project.read('.env')).toBe(ENV);
});

test('Backspace deletes a letter, Ctrl-U deletes all letters, and arrow keys do nothing', async () => {
  await start('add ada', 'New password of ada: ');
  terminal.type('correct horsa\u0301');
  terminal.press('BSpace');
  terminal.press('Left');
  enter('e');
  await terminal.shows('Repeat it: ');
  terminal.type('battery staple');
  terminal.press('C-u');
  enter(PASSWORD);
  await terminal.shows('ended with 0');

  expect((await project.run(['verify', 'ada'], PASSWORD)).exitCode).toBe(0);
});

test('a password of any letters can be pasted twice at once', async () => {
  const password = '\u6697\u53f7 \u00fc\u{1f40e} $x "\\n';
  await start('add ada', 'New password of ada: ');
  terminal.paste(`${password}\n${password}\n`);
  await terminal.shows('ended with 0');

  expect((await project.run(['verify', 'ada'], password)).exitCode).toBe(0);
});

test.each(['New password of ada: ', 'Repeat it: '])(
  'Ctrl-C at "%s" ends the command with 130, changes nothing and restores the terminal',
  async (question) => {
    await start('add ada', 'New password of ada: ', NPM);
    if (question !== 'New password of ada: ') enter(PASSWORD);
    await terminal.shows(question);
    terminal.type('half a passw');
    terminal.press('C-c');
    await terminal.shows('ended with 130');

    expect(terminal.screen()).not.toContain('half');
    expect(project.read('.env')).toBe(ENV);
    await expectEcho();
  },
);

test('Ctrl-D ends the input and the command with an error', async () => {
  await start('add ada', 'New password of ada: ');
  terminal.press('C-d');
  await terminal.shows('ended with 1');

  expect(terminal.screen()).toContain('The input ended without a password.');
  expect(project.read('.env')).toBe(ENV);
  await expectEcho();
});

test('a file that changes during the question is not overwritten', async () => {
  await start('add ada', 'New password of ada: ');
  project.write('.env', 'A=2\n');
  enter(PASSWORD);
  await terminal.shows('Repeat it: ');
  enter(PASSWORD);
  await terminal.shows('ended with 1');

  expect(terminal.screen()).toContain('has changed in the meantime. Nothing was written');
  expect(project.read('.env')).toBe('A=2\n');
});

test('the command asks for an existing password once', async () => {
  await project.run(['add', 'ada'], PASSWORD);

  await start('verify ada', 'Password of ada: ');
  enter(PASSWORD);
  await terminal.shows('The password of ada is correct: BASIC_AUTH_CREDENTIALS, line 1 (scrypt)');
  await terminal.shows('ended with 0');
});

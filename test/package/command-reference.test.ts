import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPackagedCommand } from '../support/package/packaged-command';
import { PROJECT } from '../support/projects/project';

const REFERENCE = readFileSync(join(PROJECT, 'docs', 'command.md'), 'utf8');

/** Returns the words of a usage: `--file[=PATH]` and `--file [path]` are the same. */
const wordsOf = (usage: string) =>
  usage
    .replace(/[[\]<>=]/g, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => (word.startsWith('--') ? word : word.toUpperCase()))
    .join(' ');

/** The usage of a command, or of each command that it has, as `--help` prints them. */
function usagesOf(names: readonly string[]): readonly string[] {
  const { stdout: help } = runPackagedCommand([...names, '--help'], { folder: PROJECT });
  // Every command has the global options.
  const stdout = help.replace(/\nGlobal Options:\n(?: {2}.*\n)+/, '');
  const [, list] = stdout.split('\nCommands:\n');
  if (list !== undefined) {
    const commands = [...list.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name = '']) => name);
    return commands.filter((name) => name !== 'help').flatMap((name) => usagesOf([...names, name]));
  }
  const [, parameters = ''] = /^Usage: .* \[options\](.*)$/m.exec(stdout) ?? [];
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+(?: [<[]\w+[>\]])?)/gm)]
    .map(([, option = '']) => option)
    .filter((option) => option !== '--help');
  return [wordsOf([...names, parameters, ...options].join(' '))];
}

test('docs/command.md lists each command with the arguments and options of its --help', () => {
  const [, listed = ''] = /```text\n([\s\S]*?)```/.exec(REFERENCE) ?? [];

  expect(listed.trim().split('\n').map(wordsOf)).toEqual(usagesOf([]));
});

test('docs/command.md describes --cwd, which every command has', () => {
  const { stdout } = runPackagedCommand(['--help'], { folder: PROJECT });
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(
    ([, option = '']) => option,
  );

  expect(options.filter((option) => !REFERENCE.includes(`\`${option}`))).toEqual([]);
});

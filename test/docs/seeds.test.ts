import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quotationProblems, quotedTestsIn } from '../support/docs/quoted-tests';
import { PROJECT } from '../support/projects/project';

const FOLDER = join(PROJECT, 'docs');
const ANSWERS = ['yes', 'differs', 'missing', 'not applicable'];

const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');
const page = read('docs/seeds.md');

interface Row {
  readonly number: string;
  readonly says: string;
  readonly answer: string;
  readonly tests: string;
}

const rows: readonly Row[] = page
  .split('\n')
  .filter((line) => /^\| \d\.\d+ \|/.test(line))
  .map((line) => {
    const [, number = '', says = '', answer = '', , tests = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return { number, says, answer, tests };
  });
const reasons = [...page.matchAll(/^- \*\*(\d\.\d+):\*\* \S/gm)].map(([, number = '']) => number);

test('the sentences of the three documents are numbered in order', () => {
  for (const document of ['1', '2', '3']) {
    const numbers = rows
      .map(({ number }) => number)
      .filter((number) => number.startsWith(`${document}.`));
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers).toEqual(numbers.map((_, index) => `${document}.${index + 1}`));
  }
});

test.each(rows)(
  '$number has an answer, and tests that exist',
  ({ number, says, answer, tests }) => {
    const quoted = quotedTestsIn(tests, FOLDER);

    expect(says).not.toBe('');
    expect(ANSWERS).toContain(answer);
    expect(quoted.flatMap(quotationProblems)).toEqual([]);
    if (answer === 'yes' || answer === 'differs') expect(quoted).not.toEqual([]);
    if (answer !== 'yes') expect(reasons).toContain(number);
  },
);

test('each reason belongs to a sentence, once', () => {
  const numbers = rows.map(({ number }) => number);
  expect(reasons.filter((number) => !numbers.includes(number))).toEqual([]);
  expect(reasons).toEqual([...new Set(reasons)]);
});

test('the page has the number of each answer', () => {
  for (const answer of ANSWERS) {
    const count = rows.filter((row) => row.answer === answer).length;
    expect(page).toMatch(new RegExp(`^\\| ${answer} \\| [^|]+ \\| ${count} \\|$`, 'm'));
  }
});

test('each endpoint that the page names is a Function, and those of the directory are in openapi.json', () => {
  const { paths } = JSON.parse(read('docs/openapi.json'));
  const named = codeOf(/^\/[a-z-]+(?:\/[a-z-]+)*$/);
  const missing = named.filter(
    (path) =>
      !existsSync(join(PROJECT, 'functions', `${path}.ts`)) ||
      (/^\/(?:account|admin|session|token)\//.test(path) && paths[path] === undefined),
  );

  expect(named.length).toBeGreaterThan(40);
  expect(missing).toEqual([]);
});

test('each screen that the page names is one of the dashboard', () => {
  const screens = read('dashboard/screens/screens.ts');
  const named = codeOf(/^\/account#\//).map((address) => address.replace('/account#/', ''));

  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !new RegExp(`^  '?${name}'?: `, 'm').test(screens))).toEqual([]);
});

test('each command that the page names exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const commands = read('docs/command.md');
  const named = codeOf(/^(?:npm|npx \S+) \S/);
  const exists = (line: string): boolean => {
    const [, script = '', , command = ''] =
      /^npm (?:run )?(\S+)( -- (?!--)(\S+))?/.exec(line) ?? [];
    if (script === '') return commands.includes(`\n${line.split(' ')[2]}`);
    if (scripts[script] === undefined) return false;
    return command === '' || commands.includes(`\n${script} ${command}`);
  };

  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((line) => !exists(line))).toEqual([]);
});

/** Returns each code of the page that a pattern matches, once. */
function codeOf(pattern: RegExp): readonly string[] {
  const codes = [...page.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...new Set(codes.filter((code) => pattern.test(code)))];
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VARIABLES } from '../../lib/config';
import { EVENT_TYPES } from '../../lib/directory/audit-log/event-types';
import { ERRORS } from '../../lib/directory/errors';
import { ROLE_NAMES } from '../../lib/identity/roles';
import { PROJECT } from '../support/projects/project';

const FOLDER = join(PROJECT, 'docs', 'directory');
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** Returns the rows of all tables of a page, without their headings. */
const rowsOf = (name: string) => read(name).match(/^\| `.*\|$/gm) ?? [];

test('errors.md has every error code with its status and message, in the order of the code', () => {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, message }]) => `| \`${code}\` | ${status} | ${message} |`,
  );

  expect(rowsOf('errors.md')).toEqual(rows);
});

test('audit-log.md has every type of event once, in the order of the code', () => {
  const [, table = ''] = read('audit-log.md').split('\n## Types\n');
  const cells = table.match(/^\| `[^|]*/gm) ?? [];

  expect(cells.flatMap((cell) => cell.match(/[a-z]+(?:_[a-z]+)+/g) ?? [])).toEqual(EVENT_TYPES);
});

test('README.md has every role that authorize knows, in the order of the code', () => {
  const named = rowsOf('README.md').flatMap((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? []);
  const roles: readonly string[] = ROLE_NAMES;

  expect(named.filter((name) => roles.includes(name))).toEqual(ROLE_NAMES);
});

test('README.md has a row for every page', () => {
  const readme = read('README.md');
  const others = pages.filter((name) => name !== 'README.md');

  expect(others.filter((name) => !readme.includes(`](${name}) |`))).toEqual([]);
});

test('the pages describe every variable of the directory', () => {
  const text = pages.map(read).join('\n');
  const first = VARIABLES.indexOf('DATABASE_URL');
  const missing = VARIABLES.slice(first).filter((name) => !text.includes(`\`${name}\``));

  expect(VARIABLES.slice(first)).toContain('ALLOW_SIGNUP');
  expect(missing).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import ts from 'typescript';
import { PROJECT } from '../support/projects/project';

/** The folders and loose files of lib/. Each imports only from those above it. */
const ORDER = [
  'lib/util',
  'lib/config.ts',
  'lib/log.ts',
  'lib/platform.ts',
  'lib/identity',
  'lib/outcomes.ts',
  'lib/types.ts',
  'lib/throttle',
  'lib/passwords',
  'lib/http',
  'lib/tokens',
  'lib/edge',
  'lib/mail',
  'lib/mail/texts',
  'lib/jwt',
  'lib/passkeys',
  'lib/scim',
  'lib/sso',
  'lib/saml',
  'lib/verify',
  'lib/upstream',
  'lib/guard',
  'lib/dashboard',
  'lib/oauth',
  'lib/directory/sso-errors.ts',
  'lib/directory/errors.ts',
  'lib/directory/crypto',
  'lib/directory/database',
  'lib/directory/migrations',
  'lib/directory/settings.ts',
  'lib/directory/call.ts',
  'lib/directory/throttle.ts',
  'lib/directory/count-in-transaction.ts',
  'lib/directory/challenge.ts',
  'lib/directory/schemas.ts',
  'lib/directory/api',
  'lib/directory/audit-log',
  'lib/directory/notifications',
  'lib/directory/ip-restrictions',
  'lib/directory/users',
  'lib/directory/accounts',
  'lib/directory/sessions',
  'lib/directory/passwords',
  'lib/directory/passkeys',
  'lib/directory/phones',
  'lib/directory/mfa',
  'lib/directory/ssh',
  'lib/directory/credentials',
  'lib/directory/invitations',
  'lib/directory/sso',
  'lib/directory/operations/account',
  'lib/directory/operations/admin',
  'lib/directory/operations/session',
  'lib/directory/operations/token',
  'lib/directory/operations',
  'lib/directory/scim',
  'lib/directory/guard-lookups.ts',
  'lib/directory/index.ts',
  'lib/schemes/directory',
  'lib/schemes/basic',
  'lib/schemes/bearer',
  'lib/schemes/session',
  'lib/schemes/twilio-signature',
  'lib/schemes/scim',
  'lib/schemes',
  'lib/index.ts',
];

/** The folders of the repository. Each imports only from those that its entry names, and from itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  assets: ['lib'],
  functions: ['assets'],
  client: [],
  dashboard: ['lib', 'client'],
  // The command prints its version. The build writes the login's words into the page.
  cli: ['lib', 'assets', 'functions', 'dashboard', 'package.json'],
  package: ['lib', 'cli'],
  scripts: ['lib', 'cli'],
};

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

const parse = (file: string) =>
  ts.createSourceFile(file, readFileSync(join(PROJECT, file), 'utf8'), ts.ScriptTarget.Latest);

/** Returns the files of this repository that a file imports, as paths without their extension. */
function importsOf(file: string): readonly string[] {
  return ts
    .preProcessFile(readFileSync(join(PROJECT, file), 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file), name)));
}

const placeOf = (path: string) => (ORDER.includes(`${path}.ts`) ? `${path}.ts` : dirname(path));

function exportedNames(file: string): readonly string[] {
  return parse(file).statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => name.getText(parse(file)));
    }
    const { name } = statement as ts.DeclarationStatement;
    return name === undefined || !ts.isIdentifier(name) ? [] : [name.text];
  });
}

const library = filesIn('lib');
const commands = filesIn('cli');

test('every folder of the library has a place in the order', () => {
  const places = new Set(library.map((file) => placeOf(file.slice(0, -'.ts'.length))));
  expect([...places].filter((place) => !ORDER.includes(place))).toEqual([]);
});

test('no import of the library runs back up', () => {
  const up = library.flatMap((file) => {
    const from = placeOf(file.slice(0, -'.ts'.length));
    return importsOf(file)
      .filter((path) => placeOf(path) !== from)
      .filter((path) => ORDER.indexOf(placeOf(path)) > ORDER.indexOf(from))
      .map((path) => `${file} imports ${path}`);
  });
  expect(up).toEqual([]);
});

test.each([
  ['library', library],
  ['commands', commands],
])('no files of the %s import each other in a circle', (_name, files) => {
  const open = new Set<string>();
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string) => {
    if (done.has(file)) return;
    if (open.has(file)) {
      circles.push([...open, file].join(' → '));
      return;
    }
    open.add(file);
    for (const path of importsOf(file)) if (files.includes(`${path}.ts`)) visit(`${path}.ts`);
    open.delete(file);
    done.add(file);
  };
  for (const file of files) visit(file);
  expect(circles).toEqual([]);
});

test.each([
  ['library', library],
  ['commands', commands],
])('every exported name of the %s has one meaning', (_name, all) => {
  const files = new Map<string, Set<string>>();
  for (const file of all.filter((name) => !name.includes('/operations/'))) {
    for (const name of exportedNames(file)) {
      files.set(name, (files.get(name) ?? new Set()).add(file));
    }
  }
  const repeated = [...files].filter(([, where]) => where.size > 1);
  expect(repeated.map(([name, where]) => `${name}: ${[...where].join(', ')}`)).toEqual([]);
});

test.each(Object.entries(ALLOWED))('%s/ imports only from %j', (folder, allowed) => {
  const foreign = filesIn(folder).flatMap((file) =>
    importsOf(file)
      .filter((path) => ![folder, ...allowed].includes(path.split('/')[0] ?? ''))
      .map((path) => `${file} imports ${path}`),
  );
  expect(foreign).toEqual([]);
});

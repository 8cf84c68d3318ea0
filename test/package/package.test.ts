import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { withoutHash } from '../../cli/project/deploy-manifest';
import { TARBALL, unpackPackage } from '../support/package/package-tarball';
import { makeTempFolder } from '../support/processes/temp-folder';
import { PROJECT } from '../support/projects/project';

const { path: project, remove } = makeTempFolder('package');
const folder = unpackPackage(join(project, 'node_modules'));
afterAll(remove);

const filesIn = (root: string) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const ENTRIES = ['index', 'jwt', 'directory', 'upstream', 'scim'];

/** Runs a module in a process of its own, with the package installed. */
const run = (name: string, code: string) =>
  JSON.parse(
    execFileSync(process.execPath, [`--input-type=${name}`, '--eval', code], {
      cwd: project,
      encoding: 'utf8',
    }),
  );

test('the package has these files and no others', () => {
  const listed = readFileSync(join(PROJECT, 'package', 'files.txt'), 'utf8')
    .trim()
    .split('\n');
  const found = filesIn(folder).map(withoutHash);
  expect(found.sort()).toEqual(listed);
});

test('the public types are those of the checked-in report', () => {
  const report = join(PROJECT, 'package', 'api');
  const read = (root: string) =>
    Object.fromEntries(
      filesIn(root)
        .filter((name) => name.endsWith('.d.ts'))
        .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
    );
  expect(read(join(folder, 'dist'))).toEqual(read(report));
});

test('no public type names the database library', () => {
  const types = filesIn(folder).filter((name) => name.endsWith('.d.ts'));
  const naming = types.filter((name) =>
    /kysely|valibot/i.test(readFileSync(join(folder, name), 'utf8')),
  );
  expect(naming).toEqual([]);
});

test('publint and "Are the types wrong?" find nothing to report', () => {
  const lint = join(PROJECT, 'test/support/package/lint-package.mjs');
  const printed = execFileSync(process.execPath, [lint, folder, TARBALL], { encoding: 'utf8' });
  expect(JSON.parse(printed)).toEqual({ messages: [], kind: 'included', problems: [] });
});

test('the package needs no other package at runtime', () => {
  expect(manifest).not.toHaveProperty('dependencies');
  const sources = filesIn(folder).filter((name) => /^dist\/(shared\/)?[^/]+\.js$/.test(name));
  const required = sources.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map(
      ([, path]) => path,
    ),
  );
  const foreign = required.filter((path = '') => !/^(\.|#part\/)/.test(path) && !isBuiltin(path));
  expect(foreign).toEqual([]);
});

test('the bill of materials lists each bundled package, and the notices have its license', () => {
  const read = (name: string) => readFileSync(join(folder, 'dist', name), 'utf8');
  const names = JSON.parse(read('sbom.cdx.json')).components.map(
    ({ name }: { readonly name: string }) => name,
  );
  const bundled = ['hash-wasm', 'jose', 'kysely', 'nodemailer', 'otpauth', 'pg', 'uqr', 'valibot'];
  expect(names).toEqual(expect.arrayContaining(bundled));
  for (const name of names) expect(read('THIRD-PARTY-NOTICES.txt')).toContain(`\n\n${name} `);
});

test.each([
  ['commonjs', `const { basic, withAuth, session } = require('twilio-functions-auth');`],
  [
    'commonjs',
    `const { tokenEndpoint: basic } = require('twilio-functions-auth/jwt');
     const { endpoint: withAuth } = require('twilio-functions-auth/directory');
     const { forward: session } = require('twilio-functions-auth/upstream');`,
  ],
  [
    'module',
    `import { basic, withAuth, session } from 'twilio-functions-auth';
     import { tokenEndpoint } from 'twilio-functions-auth/jwt';`,
  ],
])('a %s module finds the exports of each entry', (type, code) => {
  const printed = `${code} console.log(JSON.stringify([basic, withAuth, session].map((one) => typeof one)));`;
  expect(run(type, printed)).toEqual(['function', 'function', 'function']);
});

test('the guard loads neither JSON Web Tokens, the directory nor mail', () => {
  const code = `require('twilio-functions-auth');
    console.log(JSON.stringify(Object.keys(require.cache)));`;
  const loaded: readonly string[] = run('commonjs', code);
  const parts = loaded.filter((path) => /dist\/(jwt|directory|mail)\.js$/.test(path));
  expect({ parts, loaded: loaded.length > 0 }).toEqual({ parts: [], loaded: true });
});

// In kilobytes, with the shared files that the entry loads.
test.each([
  ['index', 200],
  ['jwt', 200],
  ['directory', 950],
  ['upstream', 50],
  ['scim', 120],
])('%s and what it loads have at most %i kB', (entry, limit) => {
  expect(ENTRIES).toContain(entry);
  const code = `require(${JSON.stringify(join(folder, 'dist', `${entry}.js`))});
    console.log(JSON.stringify(Object.keys(require.cache)));`;
  const loaded: readonly string[] = run('commonjs', code);
  const bytes = loaded.reduce((sum, file) => sum + statSync(file).size, 0);
  expect(bytes / 1000).toBeLessThan(limit);
});

test('messages name commands of npx, and of this repository only where it runs itself', () => {
  const code = filesIn(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
    .replace(/^\s*(?:\/\/|\*).*$/gm, '');
  const named = [...code.matchAll(/npm (?:run|--silent) [\w:-]+/g)].map(([command]) => command);
  expect([...new Set(named)].sort()).toEqual(['npm run build', 'npm run types']);
  expect(code).toContain('npx twilio-functions-auth ');
});

import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startNode } from '../../support/processes/child';
import type { OpenedProject } from '../../support/projects/project-copy';
import { copySources } from '../../support/projects/source-copy';

let clone: OpenedProject;

// One Function and one asset, because a build of all takes a second. Each test leaves a current build.
beforeAll(async () => {
  clone = copySources();
  keepOnly('functions', 'basic.ts');
  keepOnly('assets', 'auth.private.ts');
  await build();
});
afterAll(() => clone.remove());

const at = (name: string) => join(clone.folder, name);
const BUILT = '.twilioserverless/functions/basic.js';
const ASSET = '.twilioserverless/assets/auth.private.js';
const inodeOf = (name: string) => statSync(at(name)).ino;
const inode = () => inodeOf(BUILT);

/** Builds the clone in a process of its own, and returns its exit code. */
function build(): Promise<number> {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const code = "require('./cli/project/build-service.ts').buildService()";
  const PATH = process.env['PATH'] ?? '';
  return startNode(['--import', tsx, '-e', code], { cwd: clone.folder, env: { PATH } }).exited;
}

test('a build is kept if neither its sources nor its files have changed', async () => {
  const before = inode();

  expect(await build()).toBe(0);

  expect(inode()).toBe(before);
});

test('the assets, which take most of the time, are kept if only a Function changes', async () => {
  const [before, asset] = [inode(), inodeOf(ASSET)];
  appendFileSync(at('functions/basic.ts'), '\n// changed\n');

  expect(await build()).toBe(0);

  expect(inode()).not.toBe(before);
  expect(inodeOf(ASSET)).toBe(asset);
});

test.each([
  ['a Function changes', () => appendFileSync(at('functions/basic.ts'), '\n// added\n')],
  ['the library changes', () => appendFileSync(at('lib/index.ts'), '\n// added\n')],
  ['a package changes', () => appendFileSync(at('package-lock.json'), '\n')],
  ['a dependency is declared', () => declare('express')],
  ['a built file changes', () => appendFileSync(at(BUILT), '\n// added\n')],
  ['a built file is removed', () => rmSync(at(ASSET))],
])('the service is built again if %s', async (_what, change) => {
  const before = inode();
  change();

  expect(await build()).toBe(0);

  expect(inode()).not.toBe(before);
  expect(readFileSync(at(BUILT), 'utf8')).not.toContain('added');
  expect(existsSync(at(ASSET))).toBe(true);
});

function keepOnly(folder: string, file: string): void {
  const others = readdirSync(at(folder)).filter((name) => name !== file);
  for (const name of others) rmSync(join(at(folder), name), { recursive: true });
}

function declare(name: string): void {
  const declared = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  declared.dependencies[name] = '1.0.0';
  writeFileSync(at('package.json'), JSON.stringify(declared));
}

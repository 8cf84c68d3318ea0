import { join } from 'node:path';
import type { Access } from '../../lib/access';
import { listUploads, readManifest, type Upload } from '../../scripts/uploads';
import { PROJECT } from '../support/project-copy';

const uploads = listUploads();
const functions = readManifest().filter(({ kind }) => kind === 'function');

test('a deploy uploads what the manifest lists, with the same visibilities', async () => {
  expect(await uploads).toEqual(readManifest());
});

test('the shared library is private', async () => {
  const [library] = (await uploads).filter(({ path }) => path === '/auth.js');

  expect(library).toMatchObject({ kind: 'asset', visibility: 'private' });
});

test('no test, source map, type file, source or private folder gets a URL', async () => {
  expect((await uploads).filter(isLeak)).toEqual([]);
});

test.each([
  'functions/basic.test.js',
  'functions/basic.spec.js',
  'assets/auth.private.js.map',
  'assets/auth.private.d.ts',
  'assets/auth.private.ts',
  'assets/auth.private/index.js',
])('%s would be noticed', (file) => {
  expect(isLeak({ visibility: 'public', file })).toBe(true);
});

describe('every Function of the build', () => {
  const asset = join(PROJECT, '.twilioserverless', 'assets', 'auth.private.js');
  const handlers = new Map<string, Access>();

  beforeAll(() => {
    const runtime = { getAssets: () => ({ '/auth.js': { path: asset } }) };
    Object.assign(globalThis, { Runtime: runtime });
    const { accessOf } = require(asset);
    for (const { path, file } of functions) {
      handlers.set(path, accessOf(require(join(PROJECT, file)).handler));
    }
  });

  test.each(functions)('is guarded, or open on purpose: $path', ({ path }) => {
    expect(handlers.get(path)).toBe(path === '/health' ? 'open' : 'guarded');
  });

  test('is looked at by its mark, which a plain handler lacks', () => {
    const { accessOf } = require(asset);

    expect(accessOf(() => {})).toBe('unguarded');
  });
});

function isLeak({ visibility, file }: Pick<Upload, 'visibility' | 'file'>): boolean {
  const reachable = visibility !== 'private';
  return reachable && /\.(?:test|spec)\.|\.map$|\.ts$|\.private(?:\.|\/)/.test(file);
}

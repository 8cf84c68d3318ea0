import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listUploads, readManifest, type Upload } from '../../cli/project/deploy-manifest';
import type { Access } from '../../lib/guard/access';
import { PROJECT } from '../support/projects/project';

const uploads = listUploads();
const functions = readManifest().filter(({ kind }) => kind === 'function');

// /token authenticates its callers itself, as RFC 6749 says.
// Whoever has no session yet, or nothing but a link out of a mail.
const BEFORE_LOG_IN = [
  '/session/complete-sign-up',
  '/session/forgot-password',
  '/session/log-in',
  '/session/reset-password',
  '/session/show-invitation',
  '/session/sign-up',
  '/session/sign-up-by-invitation',
];
const OPEN = ['/health', '/jwks', '/token', '/token/ssh', ...BEFORE_LOG_IN];

test('a deploy uploads what the manifest lists, with the same visibilities', async () => {
  expect(await uploads).toEqual(readManifest());
});

test.each(['/auth.js', '/directory.js', '/jwt.js', '/mail.js', '/upstream.js'])(
  'shared code is private: %s',
  async (name) => {
    const [library] = (await uploads).filter(({ path }) => path === name);

    expect(library).toMatchObject({ kind: 'asset', visibility: 'private' });
  },
);

test('what passes requests on is loaded by the one Function that does, and by nothing else', async () => {
  const loading = (await uploads)
    .filter(({ file }) => readFileSync(join(PROJECT, file), 'utf8').includes('/upstream.js'))
    .map(({ path }) => path);

  expect(loading).toEqual(['/upstream']);
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
  const built = (name: string) => join(PROJECT, '.twilioserverless', 'assets', name);
  const asset = built('auth.private.js');
  const handlers = new Map<string, Access>();

  beforeAll(() => {
    const assets = {
      '/auth.js': { path: asset },
      '/directory.js': { path: built('directory.private.js') },
      '/jwt.js': { path: built('jwt.private.js') },
      '/upstream.js': { path: built('upstream.private.js') },
    };
    const runtime = { getAssets: () => assets };
    Object.assign(globalThis, { Runtime: runtime });
    const { accessOf } = require(asset);
    for (const { path, file } of functions) {
      handlers.set(path, accessOf(require(join(PROJECT, file)).handler));
    }
  });

  test.each(functions)('is guarded, or open on purpose: $path', ({ path }) => {
    expect(handlers.get(path)).toBe(OPEN.includes(path) ? 'open' : 'guarded');
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

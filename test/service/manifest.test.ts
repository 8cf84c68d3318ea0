import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  listUploads,
  readManifest,
  type Upload,
  withoutHash,
} from '../../cli/project/deploy-manifest';
import { projectAt } from '../../cli/project/project';
import type { Access } from '../../lib/guard/access';
import { PROJECT } from '../support/projects/project';

const uploads = listUploads(projectAt(PROJECT));
const functions = readManifest(PROJECT).filter(({ kind }) => kind === 'function');

// Callers of these endpoints have no session yet, or only a link from a mail.
const BEFORE_LOGIN = [
  '/session/back-channel-logout',
  '/session/complete-sign-up',
  '/session/finish-sso',
  '/session/forgot-password',
  '/session/list-login-ways',
  '/session/log-in',
  '/session/log-in-with-passkey',
  '/session/reset-password',
  '/session/return-saml',
  '/session/return-sso',
  '/session/saml-metadata',
  '/session/show-invitation',
  '/session/show-reset',
  '/session/show-sign-up',
  '/session/sign-up',
  '/session/sign-up-by-invitation',
  '/session/start-passkey-login',
  '/session/start-sso',
];
// /token and /scim authenticate their callers themselves (RFC 6749, RFC 7644). /account and /login are pages without data.
const OPEN = [
  '/account',
  '/health',
  '/jwks',
  '/login',
  '/scim',
  '/token',
  '/token/ssh',
  ...BEFORE_LOGIN,
];

test('a deploy uploads the files that the manifest lists, with the same visibilities', async () => {
  const found = (await uploads).map(({ path, file, ...rest }) => ({
    ...rest,
    path: withoutHash(path),
    file: withoutHash(file),
  }));
  expect(found).toEqual(readManifest(PROJECT));
});

test.each([
  '/auth.js',
  '/directory.js',
  '/jwt.js',
  '/mail.js',
  '/passkeys.js',
  '/saml.js',
  '/scim.js',
  '/sso.js',
  '/upstream.js',
])('shared code is private: %s', async (name) => {
  const [library] = (await uploads).filter(({ path }) => path === name);

  expect(library).toMatchObject({ kind: 'asset', visibility: 'private' });
});

test('only the Function /upstream loads /upstream.js', async () => {
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
])('the check detects %s', (file) => {
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
      '/scim.js': { path: built('scim.private.js') },
      '/upstream.js': { path: built('upstream.private.js') },
    };
    const runtime = { getAssets: () => assets };
    Object.assign(globalThis, { Runtime: runtime });
    const { accessOf } = require(asset);
    for (const { path, file } of functions) {
      handlers.set(path, accessOf(require(join(PROJECT, file)).handler));
    }
  });

  test.each(functions)('is guarded or deliberately open: $path', ({ path }) => {
    expect(handlers.get(path)).toBe(OPEN.includes(path) ? 'open' : 'guarded');
  });

  test('is recognized by its mark, which a plain handler lacks', () => {
    const { accessOf } = require(asset);

    expect(accessOf(() => {})).toBe('unguarded');
  });
});

function isLeak({ visibility, file }: Pick<Upload, 'visibility' | 'file'>): boolean {
  const reachable = visibility !== 'private';
  return reachable && /\.(?:test|spec)\.|\.map$|\.ts$|\.private(?:\.|\/)/.test(file);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeToken } from '../../lib/tokens/token-format';
import { basicAuthorization } from '../support/guard/invoke';
import { lineOf, TOKEN } from '../support/guard/tokens';
import { startNode } from '../support/processes/child';
import { PROJECT } from '../support/projects/project';

// A request that does not need the directory must not load it, because loading it is part of a cold start.
// Each test runs the built assets in a new process.

const ASSETS = join(PROJECT, '.twilioserverless', 'assets');
const VARIABLES = {
  USERNAME: 'twilio',
  PASSWORD: 'ahoy there!',
  BEARER_TOKENS: lineOf('ci', TOKEN),
  DOMAIN_NAME: 'service.example',
  PATH: '/test',
  // Nothing listens on the discard port.
  DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:9/none?sslmode=disable',
  DIRECTORY_KEY: Buffer.alloc(32).toString('base64'),
};

/** Serves one request under a policy, and returns its answer and the assets that it loaded. */
async function serve(policy: string, request: object) {
  const program = `
    const assets = ${JSON.stringify(ASSETS)};
    const at = (name) => ({ path: require('node:path').join(assets, name) });
    const deployed = { '/auth.js': at('auth.private.js'), '/directory.js': at('directory.private.js') };
    globalThis.Runtime = { getAssets: () => deployed };
    const { createRequire } = require('node:module');
    const fromRuntime = createRequire(require.resolve('@twilio/runtime-handler/dev'));
    globalThis.Twilio = { Response: fromRuntime('./internal/response').Response };
    console.log = () => {};
    const { apiKey, basic, bearer, session, withAuth } = require(deployed['/auth.js'].path);
    const handler = withAuth(${policy}, () => 'in');
    const event = { request: ${JSON.stringify({ headers: {}, cookies: {}, ...request })} };
    handler(${JSON.stringify(VARIABLES)}, event, (error, answer) => {
      const loaded = Object.keys(require.cache).filter((file) => file.startsWith(assets));
      const names = loaded.map((file) => file.slice(assets.length + 1));
      process.stdout.write(JSON.stringify({ error, answer: answer.statusCode ?? answer, names }));
    });`;
  const child = startNode(['-e', program], { cwd: PROJECT, env: {} });
  if ((await child.exited) !== 0) throw new Error(child.logs());
  return JSON.parse(child.stdout());
}

const authorization = (value: string) => ({ headers: { authorization: value } });
const withCookie = (value: unknown) => ({ cookies: { '__Secure-session': value } });

test.each<[string, string, object, unknown]>([
  ['basic()', 'basic()', authorization(basicAuthorization('twilio', 'ahoy there!')), 'in'],
  ['bearer()', 'bearer()', authorization(`Bearer ${TOKEN}`), 'in'],
  ['session() without a cookie', 'session()', {}, 401],
  ['session() with an invalid cookie', 'session()', withCookie('x'), 401],
  ['optional session() without a cookie', '{ schemes: session(), optional: true }', {}, 'in'],
  ['bearer({ directory }) without a token', 'bearer({ directory: true })', {}, 401],
  [
    'bearer({ directory }) with a token of another format',
    'bearer({ directory: true })',
    authorization('Bearer of-another-service'),
    401,
  ],
  [
    'bearer({ directory }) with a token of another type',
    'bearer({ directory: true })',
    authorization(`Bearer ${makeToken('tfk').token}`),
    401,
  ],
  [
    'bearer({ directory }) with a token of its tokens option',
    `bearer({ directory: true, tokens: '${lineOf('ci', TOKEN)}', variables: false })`,
    authorization(`Bearer ${TOKEN}`),
    'in',
  ],
  ['apiKey({ directory }) without a key', 'apiKey({ directory: true })', {}, 401],
  ['basic({ directory }) without a username and password', 'basic({ directory: true })', {}, 401],
])('%s loads nothing of the directory', async (_what, policy, request, answer) => {
  const served = await serve(policy, request);

  expect(served.names).toEqual(['auth.private.js']);
  expect(served.answer).toBe(answer);
});

test.each<[string, string, object]>([
  ['session()', 'session()', withCookie('a'.repeat(30))],
  [
    'bearer({ directory })',
    'bearer({ directory: true })',
    authorization(`Bearer ${makeToken('tfa').token}`),
  ],
  [
    'apiKey({ directory })',
    'apiKey({ directory: true })',
    { headers: { 'x-api-key': makeToken('tfk').token } },
  ],
  [
    'basic({ directory })',
    'basic({ directory: true })',
    authorization(basicAuthorization('a@b.example', 'x')),
  ],
])(
  '%s loads the directory with the first request that needs it',
  async (_what, policy, request) => {
    expect(await serve(policy, request)).toEqual({
      error: null,
      answer: 503,
      names: ['auth.private.js', 'directory.private.js'],
    });
  },
);

test('/auth.js contains no part of the database client', () => {
  const holds = (name: string) => readFileSync(join(ASSETS, name), 'utf8').includes('PGPASSFILE');

  expect(holds('directory.private.js')).toBe(true);
  expect(holds('auth.private.js')).toBe(false);
});

/** Loads an asset in a new process, after other code, and returns the modules of Node.js that this loads. */
async function modulesLoadedBy(asset: string, before = ''): Promise<readonly string[]> {
  const program = `
    const { builtinModules } = require('node:module');
    ${before}
    const before = new Set(process.moduleLoadList);
    const at = (name) => ({ path: require('node:path').join(${JSON.stringify(ASSETS)}, name) });
    globalThis.Runtime = { getAssets: () => ({ '/auth.js': at('auth.private.js') }) };
    require(at(${JSON.stringify(asset)}).path);
    const added = process.moduleLoadList.filter((name) => !before.has(name));
    // A pipe as stdout loads modules, too.
    const names = added.map((name) => name.replace('NativeModule ', ''));
    const isPublic = (name) => builtinModules.includes(name) || name.includes('undici');
    process.stdout.write(JSON.stringify(names.filter(isPublic)));`;
  const child = startNode(['-e', program], { cwd: PROJECT, env: {} });
  if ((await child.exited) !== 0) throw new Error(child.logs());
  return JSON.parse(child.stdout());
}

// The first check of a credential loads node:crypto, which takes as long as everything else in /auth.js.
test('loading /auth.js loads no module of Node.js', async () => {
  expect(await modulesLoadedBy('auth.private.js')).toEqual([]);
});

// The plugin pg-for-node keeps out fetch, which took 30 ms of each cold start. The first connection loads net.
test('loading /directory.js loads no large module of Node.js', async () => {
  const loaded = await modulesLoadedBy('directory.private.js', "require('node:crypto');");

  expect(loaded).toContain('dns');
  const isSmall = (name: string) => ['dns', 'timers/promises', 'util/types'].includes(name);
  expect(loaded.filter((name) => !isSmall(name))).toEqual([]);
});

// Node.js holds a text with a character above U+00FF in two bytes for each, and prints the line of an uncaught error.
test.each(['auth', 'directory', 'jwt', 'mail', 'passkeys', 'sso', 'upstream'])(
  '/%s.js has one byte for each character, and short lines',
  (name) => {
    const source = readFileSync(join(ASSETS, `${name}.private.js`), 'utf8');

    expect(source).not.toMatch(/[^\u0000-\u00ff]/);
    expect(source.split('\n').filter((line) => line.length > 1000)).toEqual([]);
  },
);

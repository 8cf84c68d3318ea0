import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { basicAuthorization } from '../support/guard/invoke';
import { ed25519, signingKeyOf } from '../support/guard/jwt';
import { lineOf, TOKEN } from '../support/guard/tokens';
import { startNode } from '../support/processes/child';
import { PROJECT } from '../support/projects/project';

// A request that has no JWT must not load the JWT code, because loading it is part of a cold start. Each test
// runs the built assets in a new process.

const ASSETS = join(PROJECT, '.twilioserverless', 'assets');
const VARIABLES = {
  USERNAME: 'twilio',
  PASSWORD: 'ahoy there!',
  BEARER_TOKENS: lineOf('ci', TOKEN),
  JWT_SIGNING_KEY: signingKeyOf(ed25519()),
  DOMAIN_NAME: 'service.example',
};

/** Serves one request under a policy, and returns its answer and the assets that it loaded. */
async function serve(policy: string, authorization: string) {
  const program = `
    const assets = ${JSON.stringify(ASSETS)};
    const at = (name) => ({ path: require('node:path').join(assets, name) });
    globalThis.Runtime = {
      getAssets: () => ({ '/auth.js': at('auth.private.js'), '/jwt.js': at('jwt.private.js') }),
    };
    const { createRequire } = require('node:module');
    const fromRuntime = createRequire(require.resolve('@twilio/runtime-handler/dev'));
    globalThis.Twilio = { Response: fromRuntime('./internal/response').Response };
    console.log = () => {};
    const { basic, bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    const handler = withAuth(${policy}, () => 'in');
    const headers = { authorization: ${JSON.stringify(authorization)} };
    handler(${JSON.stringify(VARIABLES)}, { request: { headers } }, (error, answer) => {
      const loaded = Object.keys(require.cache).filter((file) => file.startsWith(assets));
      const names = loaded.map((file) => file.slice(assets.length + 1));
      process.stdout.write(JSON.stringify({ error, answer: answer.statusCode ?? answer, names }));
    });`;
  const child = startNode(['-e', program], { cwd: PROJECT, env: {} });
  if ((await child.exited) !== 0) throw new Error(child.logs());
  return JSON.parse(child.stdout());
}

test.each([
  ['basic()', 'basic()', basicAuthorization('twilio', 'ahoy there!')],
  ['bearer() with opaque tokens', 'bearer()', `Bearer ${TOKEN}`],
])('%s does not load the JWT code', async (_what, policy, authorization) => {
  expect(await serve(policy, authorization)).toEqual({
    error: null,
    answer: 'in',
    names: ['auth.private.js'],
  });
});

test('bearer({ jwt }) loads the JWT code', async () => {
  const answer = await serve("bearer({ jwt: { algorithms: ['EdDSA'] } })", 'Bearer a.b.c');

  expect(answer).toEqual({
    error: null,
    answer: 401,
    names: ['auth.private.js', 'jwt.private.js'],
  });
});

test('/auth.js contains no part of the JWT code', () => {
  const holds = (name: string) =>
    readFileSync(join(ASSETS, name), 'utf8').includes('ERR_JWS_SIGNATURE_VERIFICATION_FAILED');

  expect(holds('jwt.private.js')).toBe(true);
  expect(holds('auth.private.js')).toBe(false);
});

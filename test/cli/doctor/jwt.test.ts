import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { p256, rsa, signingKeyOf } from '../../support/guard/jwt';
import { lineOf, TOKEN } from '../../support/guard/tokens';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { ENDPOINTS } from '../../support/projects/project-copy';

const CLEAN = { USERNAME: 'ada', PASSWORD: 'canary-4711-0815', ...DIRECTORY_VARIABLES };
const EXTRA = '.twilioserverless/functions/extra.js';

/** What the doctor finds about a Function with this policy, and about these variables. */
async function found(policy: string, variables: Readonly<Record<string, string>> = {}) {
  const code = `const { bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    exports.handler = withAuth(${policy}, () => 'OK');`;
  const { findings } = await checkExampleProject({
    variables: { ...CLEAN, ...variables },
    files: { [EXTRA]: code },
    removed: ENDPOINTS,
  });
  return findings;
}

test('a Function with JWTs is listed with its issuers and the sources of its keys', async () => {
  const findings = await found("bearer({ jwt: { algorithms: ['ES256'] } })", {
    JWT_SIGNING_KEY: signingKeyOf(p256()),
    BEARER_TOKENS: lineOf('gateway', TOKEN),
    JWT_ISSUER: 'https://issuer.example',
  });

  expect(findings).toContainEqual({
    level: 'ok',
    name: '/extra',
    message: 'guarded; bearer: JWTs of https://issuer.example (JWT_SIGNING_KEY)',
  });
  expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
});

test('problems of the settings are named by variable', async () => {
  const findings = await found("bearer({ jwt: { algorithms: ['HS256'] } })", {
    JWT_SECRET: 'too short',
    JWT_ISSUER: 'https://issuer.example',
  });

  expect(findings.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
    'JWT_SECRET must have at least 32 bytes for HS256',
    'JWT_AUDIENCE or the option audience of jwt is required',
  ]);
});

test('a key that is too long for a variable must be moved to an asset', async () => {
  const findings = await found("bearer({ jwt: { algorithms: ['RS256'] } })", {
    JWT_PUBLIC_KEY: rsa().pem.replaceAll('\n', '\\n'),
    JWT_ISSUER: 'a',
    JWT_AUDIENCE: 'b',
  });

  expect(findings).toContainEqual({
    level: 'error',
    name: 'JWT_PUBLIC_KEY',
    message: 'has over 450 bytes, the limit of Twilio',
    remedy: 'move it to a private asset, and set this to the name of that asset, as in /jwks.json',
  });
});

import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { makeEdgeToken } from '../../support/edge/edge-tokens';
import { signingKey } from '../../support/guard/signing-key';
import { lineOf } from '../../support/guard/tokens';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { ENDPOINTS } from '../../support/projects/project-copy';

// What the doctor says of an edge in front of the service.

const { line, token } = makeEdgeToken();
const OTHERS = {
  USERNAME: 'ada',
  PASSWORD: 'a random password',
  BEARER_TOKENS: lineOf('ci', 'token'),
  JWT_SIGNING_KEY: signingKey('a key'),
  ...DIRECTORY_VARIABLES,
};
const fileOf = (policy: string, handler = "() => 'OK'") => ({
  '.twilioserverless/functions/office.js': `
    const { basic, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    exports.handler = withAuth(${policy}, ${handler});`,
});
const OFFICE = fileOf("{ schemes: basic(), addresses: ['203.0.113.0/24'] }");
const OWN_NAME = { PUBLIC_URL: 'https://login.example.com' };

/** Returns the findings that are not ok. */
async function faults(
  variables: Record<string, string>,
  files = fileOf('basic()'),
  removed = ENDPOINTS,
) {
  const { findings } = await checkExampleProject({
    variables: { ...OTHERS, ...variables },
    files,
    removed,
  });
  return findings.filter(({ level }) => level !== 'ok');
}

test('the doctor finds nothing wrong with an edge, its name and a list of addresses', async () => {
  expect(await faults({ EDGE_TOKENS: line, ...OWN_NAME }, OFFICE, [])).toEqual([]);
});

test('a list of addresses without an edge is an error that names the Function', async () => {
  expect(await faults({}, OFFICE)).toEqual([
    {
      level: 'error',
      name: 'EDGE_TOKENS',
      message: 'EDGE_TOKENS is required by the option addresses',
      remedy: expect.stringMatching(/edge-token NAME creates a token; required by \/office$/),
    },
  ]);
});

test.each([
  [
    'a token in place of its hash',
    `nginx:${token}`,
    'must have the hash of a token, not the token',
  ],
  ['no hash', 'nginx:', 'must have the SHA-256 hash of a token after the colon'],
  [
    'an attribute of other tokens',
    `${line} paths=/report`,
    'must have only expires= after the hash',
  ],
])('%s is an error, and is not shown', async (_name, EDGE_TOKENS, words) => {
  const found = await faults({ EDGE_TOKENS, ...OWN_NAME });

  expect(found).toMatchObject([
    { level: 'error', name: 'EDGE_TOKENS', message: expect.stringContaining(words) },
  ]);
  expect(JSON.stringify(found)).not.toContain(token);
});

test('an expired token is a warning', async () => {
  const EDGE_TOKENS = `${line} expires=2020-01-31`;

  expect(await faults({ EDGE_TOKENS, ...OWN_NAME })).toMatchObject([
    { level: 'warning', name: 'EDGE_TOKENS', message: 'line 1 of EDGE_TOKENS has expired' },
  ]);
});

test.each([
  ['no PUBLIC_URL', {}],
  ['the name at Twilio', { PUBLIC_URL: 'https://reports-1234.twil.io' }],
])('an edge and %s is a warning', async (_name, variables) => {
  expect(await faults({ EDGE_TOKENS: line, ...variables })).toMatchObject([
    { level: 'warning', name: 'PUBLIC_URL' },
  ]);
});

test('a Function that reads the header itself is a warning', async () => {
  const reader = "(context, event) => event.request.headers['x-edge'] ?? 'none'";

  expect(await faults({ EDGE_TOKENS: line, ...OWN_NAME }, fileOf('basic()', reader))).toMatchObject(
    [{ level: 'warning', name: '/office', message: expect.stringContaining('takes out') }],
  );
});

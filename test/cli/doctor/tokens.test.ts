import { formatJson, formatTable } from '../../../cli/doctor/format-findings';
import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { signingKey } from '../../support/guard/signing-key';
import { hashOf, ID, lineOf, TOKEN } from '../../support/guard/tokens';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { ENDPOINTS } from '../../support/projects/project-copy';

// What the doctor says of opaque tokens.

const USERS = {
  USERNAME: 'ada',
  PASSWORD: 'a random password',
  JWT_SIGNING_KEY: signingKey('a key'),
  ...DIRECTORY_VARIABLES,
};
const FUNCTION = {
  '.twilioserverless/functions/status.js': `
    const { apiKey, basic, bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    exports.handler = withAuth([basic(), bearer(), apiKey()], () => 'OK');`,
};
const examine = (BEARER_TOKENS: string, parameters: readonly string[] = []) =>
  checkExampleProject({
    variables: { ...USERS, BEARER_TOKENS },
    files: FUNCTION,
    removed: ENDPOINTS,
    parameters,
  });

const LINES = [
  `ci:${ID}.${hashOf(TOKEN)} expires=2999-01-31 paths=/status scopes=read`,
  lineOf('ci', 'old', ' expires=2020-01-01'),
  lineOf('bob', 'token'),
].join('\n');

test('the doctor counts tokens, their names, and expired tokens, which are a warning', async () => {
  const { findings } = await examine(LINES);

  expect(findings).toContainEqual({
    level: 'ok',
    name: '/status',
    message:
      'guarded; basic: 1 user (1 plain); bearer: 3 tokens of 2 names (1 expired); ' +
      'api_key: 3 tokens of 2 names (1 expired)',
  });
  expect(findings.filter(({ level }) => level !== 'ok')).toEqual([
    {
      level: 'warning',
      name: 'BEARER_TOKENS',
      message: 'line 2 of BEARER_TOKENS has expired',
      remedy: 'replace it; required by /status, /webhooks/status',
    },
  ]);
});

test('the JSON contains the limits of each token, but no hash', async () => {
  const diagnosis = await examine(LINES);

  const report = JSON.parse(formatJson(diagnosis));
  const { schemes } = report.functions.find(({ path }: { path: string }) => path === '/status');
  const kept = { format: 'sha256', peppered: false, source: 'BEARER_TOKENS' };
  expect(schemes[1].users).toEqual([
    {
      username: 'ci',
      ...kept,
      credentialId: ID,
      expires: '2999-01-31',
      paths: ['/status'],
      scopes: ['read'],
    },
    { username: 'ci', ...kept, expires: '2020-01-01' },
    { username: 'bob', ...kept },
  ]);
  expect(JSON.stringify(report)).not.toContain(hashOf(TOKEN));
});

test('a deploy to production has no finding about tokens, which are hashed', async () => {
  const { findings } = await examine(lineOf('ci', TOKEN), ['--production']);

  const warnings = findings.filter(({ level }) => level !== 'ok');
  expect(warnings.map(({ name }) => name)).toEqual(['USERNAME and PASSWORD']);
});

test('a token in place of its hash is an error and is not printed', async () => {
  const diagnosis = await examine(`ci:${TOKEN}`);

  expect(diagnosis.findings.filter(({ level }) => level === 'error')).toEqual([
    expect.objectContaining({
      name: 'BEARER_TOKENS',
      message: expect.stringContaining(
        'line 1 of BEARER_TOKENS must have the hash of a token, not the token',
      ),
    }),
  ]);
  const printed = formatTable(diagnosis.findings, { color: false }) + formatJson(diagnosis);
  expect(printed).not.toContain(TOKEN.slice(17));
});

test('the remedy for too many tokens in one variable is another variable, not a file of users', async () => {
  const lines = Array.from({ length: 10 }, (_, index) => lineOf('ci', `token-${index}`));

  const { findings } = await examine(lines.join('\n'));

  expect(findings).toContainEqual(
    expect.objectContaining({
      level: 'error',
      name: 'BEARER_TOKENS',
      remedy: 'spread its lines over several, as in BEARER_TOKENS_2',
    }),
  );
});

test('a project without tokens gets a warning that every caller is refused, and can be deployed', async () => {
  const { findings } = await checkExampleProject({ variables: USERS });

  expect(findings.filter(({ level }) => level !== 'ok')).toEqual([
    {
      level: 'warning',
      name: 'BEARER_TOKENS',
      message: 'BEARER_TOKENS is required: until it is set, /webhooks/status refuses every caller',
      remedy: 'npm run credentials -- token NAME creates a token',
    },
  ]);
});

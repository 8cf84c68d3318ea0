import { readManifest } from '../../../cli/project/deploy-manifest';
import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { lineOf, TOKEN } from '../../support/guard/tokens';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { PROJECT } from '../../support/projects/project';
import { ENDPOINTS } from '../../support/projects/project-copy';

// Where anybody may sign up, anybody is the administrator of an account: the doctor warns of Functions of
// the project's own that take callers of any account.

const VARIABLES = {
  USERNAME: 'ada',
  PASSWORD: 'a random password',
  BEARER_TOKENS: lineOf('ci', TOKEN),
  ...DIRECTORY_VARIABLES,
};
const ACCOUNT = "account: 'ac_4kTz0cB9vXw2LmQe'";
const LIBRARY = `const { apiKey, basic, bearer, open, policyFor, session, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
  const { endpoint, operations } = require(Runtime.getAssets()['/directory.js'].path);
  const { listMembers } = operations.admin;
  const { tokenEndpoint } = require(Runtime.getAssets()['/jwt.js'].path);`;
const WARNING = 'warning: anyone who signs up can call it';

const ANY_ACCOUNT: Readonly<Record<string, string>> = {
  session: 'withAuth(session(), () => 1)',
  authtokens: 'withAuth(bearer({ directory: true }), () => 1)',
  keys: 'withAuth(apiKey({ directory: true }), () => 1)',
  passwords: 'withAuth(basic({ directory: true }), () => 1)',
  role: "withAuth({ schemes: session(), authorize: { role: 'administrator' } }, () => 1)",
  one: `withAuth([session({ ${ACCOUNT} }), bearer({ directory: true })], () => 1)`,
  mixed: 'withAuth([basic(), session()], () => 1)',
  optional: 'withAuth({ schemes: session(), optional: true }, () => 1)',
  clients: 'open(tokenEndpoint({ clients: basic({ directory: true }) }))',
  predicate:
    'withAuth({ schemes: session(), authorize: ({ directory }) => directory.roles.administrator }, () => 1)',
  borrowed: 'withAuth(policyFor(listMembers), () => 1)',
  narrowed: 'withAuth(session(), endpoint(listMembers))',
};
const LIMITED: Readonly<Record<string, string>> = {
  'session-of': `withAuth(session({ ${ACCOUNT} }), () => 1)`,
  'authtokens-of': `withAuth(bearer({ directory: true, ${ACCOUNT} }), () => 1)`,
  'keys-of': `withAuth(apiKey({ directory: true, ${ACCOUNT} }), () => 1)`,
  'passwords-of': `withAuth(basic({ directory: true, ${ACCOUNT} }), () => 1)`,
  'authorize-of': `withAuth({ schemes: [session(), basic({ directory: true })], authorize: { ${ACCOUNT}, role: 'administrator' } }, () => 1)`,
  'predicate-of': `withAuth({ schemes: session(), authorize: ({ directory }) => directory?.accountId === 'ac_4kTz0cB9vXw2LmQe' }, () => 1)`,
  variables: 'withAuth([basic(), bearer()], () => 1)',
  operation: 'withAuth(policyFor(listMembers), endpoint(listMembers))',
};

async function warnings(allowSignUp: string) {
  const files = Object.entries({ ...ANY_ACCOUNT, ...LIMITED }).map(
    ([name, code]) =>
      [
        `.twilioserverless/functions/mine/${name}.js`,
        `${LIBRARY}\nexports.handler = ${code};`,
      ] as const,
  );
  const { findings } = await checkExampleProject({
    variables: { ...VARIABLES, ALLOW_SIGNUP: allowSignUp },
    files: Object.fromEntries(files),
    removed: ENDPOINTS,
  });
  return findings
    .map(({ level, name, message }) => ({ name, text: `${level}: ${message}` }))
    .filter(({ text }) => text.startsWith(WARNING))
    .map(({ name }) => name);
}

// It shows each visitor the own account, so its policy names none.
const EXAMPLE_PAGE = '/team';

test('each Function that accepts callers of any account has a warning while sign-up is open', async () => {
  const found = await warnings('true');

  expect(found.sort()).toEqual(
    [...Object.keys(ANY_ACCOUNT).map((name) => `/mine/${name}`), EXAMPLE_PAGE].sort(),
  );
});

test('no Function has a warning while users need an invitation', async () => {
  expect(await warnings('false')).toEqual([]);
});

test("of this project's own Functions, only the example page has the warning", async () => {
  const { findings } = await checkExampleProject({
    variables: { ...VARIABLES, ALLOW_SIGNUP: 'true' },
  });

  const paths = readManifest(PROJECT).map(({ path }) => path);
  const warned = findings.filter(({ level, name }) => level === 'warning' && paths.includes(name));
  expect(warned.map(({ name }) => name)).toEqual([EXAMPLE_PAGE]);
});

test('the account that a Function names is listed', async () => {
  const { findings } = await checkExampleProject({
    variables: VARIABLES,
    files: {
      '.twilioserverless/functions/mine.js': `${LIBRARY}\nexports.handler = ${LIMITED['session-of']};`,
    },
    removed: ENDPOINTS,
  });

  expect(findings).toContainEqual({
    level: 'ok',
    name: '/mine',
    message:
      'guarded; session: callers of the directory (DATABASE_URL; of account ac_4kTz0cB9vXw2LmQe)',
  });
});

import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { lineOf, TOKEN } from '../../support/guard/tokens';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { ENDPOINTS } from '../../support/projects/project-copy';

// What the doctor says of schemes that ask the directory.

const CLEAN = {
  USERNAME: 'ada',
  PASSWORD: 'a random password',
  BEARER_TOKENS: lineOf('ci', TOKEN),
};
const EXTRA = '.twilioserverless/functions/extra.js';

/** What is said about a Function with this policy, as `level: message`. */
async function saidOf(policy: string, variables: Readonly<Record<string, string>>) {
  const code = `const { apiKey, basic, bearer, session, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    exports.handler = withAuth(${policy}, () => 'OK');`;
  const { findings } = await checkExampleProject({
    variables: { ...CLEAN, ...variables },
    files: { [EXTRA]: code },
    removed: ENDPOINTS,
  });
  return findings
    .filter(({ name }) => name === '/extra')
    .map(({ level, message }) => `${level}: ${message}`);
}

const CALLERS = 'callers of the directory (DATABASE_URL)';

test.each([
  ['session()', `session: ${CALLERS}`],
  ['bearer({ directory: true })', `bearer: ${CALLERS}`],
  ['apiKey({ directory: true })', `api_key: ${CALLERS}`],
  ['basic({ directory: true })', `basic: ${CALLERS}`],
  ['bearer({ directory: true, tokens: [] })', `bearer: 1 token of 1 name and ${CALLERS}`],
  ['basic({ directory: true, variables: true })', `basic: 1 user (1 plain) and ${CALLERS}`],
])('%s is listed with the source of its callers', async (policy, description) => {
  expect(await saidOf(policy, DIRECTORY_VARIABLES)).toEqual([`ok: guarded; ${description}`]);
});

test('without a database, the doctor reports that no caller is accepted', async () => {
  expect(await saidOf('session()', {})).toEqual([
    'ok: guarded; session: no caller, because its settings are invalid',
  ]);
});

import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { checkExampleProject } from '../../support/projects/check-example-project';

// What the doctor says of Functions whose private asset is not deployed.

const ASSETS = '.twilioserverless/assets';
const FUNCTIONS = '.twilioserverless/functions';

async function faults(removed: readonly string[]) {
  const { findings } = await checkExampleProject({ variables: DIRECTORY_VARIABLES, removed });
  return findings.filter(
    ({ level, name }) => level !== 'ok' && /^\/(?:sso|saml|scim|passkeys)\b/.test(name),
  );
}

test.each([
  ['sso', '/admin/create-identity-provider, /session/back-channel-logout, /session/return-sso'],
  ['saml', '/admin/create-saml-provider, /session/return-saml'],
  [
    'passkeys',
    '/account/confirm-passkey, /account/start-passkey, /session/log-in-with-passkey and 2 more',
  ],
])('without /%s.js, the doctor names the Functions that cannot work', async (part, functions) => {
  expect(await faults([`${ASSETS}/${part}.private.js`])).toEqual([
    {
      level: 'warning',
      name: `/${part}.js`,
      message: `is missing, so ${functions} cannot work`,
      remedy: `add assets/${part}.private.js, or delete these Functions`,
    },
  ]);
});

test('without /scim.js, the Function /scim is an error', async () => {
  expect(await faults([`${ASSETS}/scim.private.js`])).toMatchObject([
    {
      level: 'error',
      name: '/scim',
      message: expect.stringContaining('no private asset /scim.js'),
    },
  ]);
});

test('a part without its Functions is not missed', async () => {
  const removed = [
    `${ASSETS}/saml.private.js`,
    `${FUNCTIONS}/admin/create-saml-provider.js`,
    `${FUNCTIONS}/session/return-saml.js`,
  ];

  expect(await faults(removed)).toEqual([]);
});

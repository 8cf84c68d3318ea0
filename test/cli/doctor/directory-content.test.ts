import { checkDatabase } from '../../../cli/doctor/check-directory';
import { addRow } from '../../support/directory/directory-rows';
import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { makeEdgeToken } from '../../support/edge/edge-tokens';
import { createDatabase, type TestDatabase } from '../../support/postgres/database';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { makeSigningKeys } from '../../support/saml/saml-provider';
import { addScimToken } from '../../support/scim/scim-rows';
import { findFreePort } from '../../support/servers/free-port';

// What the doctor finds in the rows of the database that a deployed Function would connect to.

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await addRow(database, 'accounts', { id: 'ac_1', name: 'Example Inc.' });
});
afterEach(() => database.close());

interface Project {
  readonly url?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly removed?: readonly string[];
}

/** Returns the findings about the rows, and whether the database answered. */
async function findings({ url = database.url, variables, removed = [] }: Project = {}) {
  const all = { ...DIRECTORY_VARIABLES, DATABASE_URL: url, ...variables };
  const { state } = await checkExampleProject({ variables: all, removed });
  return (await checkDatabase(state)).filter(({ name }) => name !== 'DATABASE_URL');
}

async function addProvider(id: string, expiresInDays: readonly number[], active = true) {
  const keys = await Promise.all(expiresInDays.map((days) => makeSigningKeys(2048, days)));
  await addRow(database, 'identity_providers', {
    id,
    account_id: 'ac_1',
    type: 'saml',
    name: 'Example SAML',
    issuer: 'https://idp.example/saml',
    client_id: 'https://service.example/saml',
    client_secret: '',
    client_authentication: 'post',
    scopes: [],
    active,
    login_url: 'https://idp.example/login',
    certificates: keys.map(({ cert }) => cert),
  });
}

test('certificates that expire within 30 days, or have expired, are warnings that name the provider', async () => {
  await addProvider('idp_old', [-3, 400]);
  await addProvider('idp_soon', [12]);
  await addProvider('idp_later', [40]);
  await addProvider('idp_inactive', [1], false);

  const remedy = 'send the new metadata of the provider to admin/update-identity-provider';
  expect(await findings()).toEqual([
    {
      level: 'warning',
      name: 'SAML',
      message:
        'certificates of identity providers have expired, and still verify logins: of idp_old 3 days ago',
      remedy,
    },
    {
      level: 'warning',
      name: 'SAML',
      message: 'certificates of identity providers expire within 30 days: of idp_soon in 12 days',
      remedy,
    },
  ]);
});

describe('SCIM without EDGE_TOKENS', () => {
  test('is a warning if a SCIM token exists', async () => {
    await addScimToken(database, 'ac_1');

    expect(await findings()).toEqual([
      {
        level: 'warning',
        name: 'EDGE_TOKENS',
        message: 'is not set, so /scim refuses every request with the 1 SCIM token',
        remedy: expect.stringMatching(/edge-token NAME creates a token$/),
      },
    ]);
  });

  test('is no finding without a SCIM token, or if it has expired', async () => {
    expect(await findings()).toEqual([]);
    await addScimToken(database, 'ac_1');
    await database.query("update credentials set expires_at = now() - interval '1 day'");

    expect(await findings()).toEqual([]);
  });

  test('is no finding with EDGE_TOKENS, or without the Function', async () => {
    await addScimToken(database, 'ac_1');

    expect(await findings({ variables: { EDGE_TOKENS: makeEdgeToken().line } })).toEqual([]);
    expect(await findings({ removed: ['.twilioserverless/functions/scim.js'] })).toEqual([]);
  });

  test('is a hint if the database does not answer', async () => {
    const port = `${await findFreePort()}`;
    const nowhere = Object.assign(new URL(database.url), { port }).href;

    expect(await findings({ url: nowhere })).toMatchObject([
      { level: 'ok', name: 'EDGE_TOKENS', message: 'is not set, so /scim refuses every request' },
    ]);
  });
});

test('the tables of an older version are no error of the doctor', async () => {
  await database.query('alter table public.identity_providers drop column certificates cascade');

  expect(await findings()).toEqual([]);
});

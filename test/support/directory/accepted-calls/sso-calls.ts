import { metadataOf, sharedSamlProvider } from '../../saml/saml-provider';
import { sharedDns, sharedProvider } from '../../sso/shared-servers';
import { addDomain, addProvider, readyToFinish } from '../../sso/sso-account';
import { type AcceptedCalls, byMember, enrollMember, type Fixture } from './accepted-call';

const SETTINGS = { name: 'Example login', clientId: 'service', clientSecret: 'secret' };
const domainOf = ({ team }: Fixture) => `${team.account.replace('_', '-')}.example`;

async function provider({ directory, team }: Fixture) {
  return addProvider(directory, await sharedProvider(), { account_id: team.account });
}

async function verifiedDomain(fixture: Fixture) {
  const domain = domainOf(fixture);
  await addDomain(fixture.directory, fixture.team.account, domain);
  return domain;
}

/** Adds a provider and an identity of the reader there. */
async function linkedIdentity(fixture: Fixture) {
  const identityProvider = await provider(fixture);
  const subject = fixture.team.email('reader');
  const sql = `insert into user_identities (idp_id, subject, user_id)
    select $1, email, id from users where email = $2`;
  await fixture.directory.database.query(sql, [identityProvider, subject]);
  return { identityProvider, subject };
}

/** The calls of single sign-on. */
export const SSO_CALLS: AcceptedCalls = {
  'admin/list-identity-providers': byMember('admin', []),
  'admin/create-identity-provider': byMember('admin', ['identity_provider_created'], () => ({
    ...SETTINGS,
    type: 'oidc',
    issuer: 'https://login.example.com',
  })),
  'admin/create-saml-provider': byMember('admin', ['identity_provider_created'], async () => ({
    name: 'Example Login',
    metadata: metadataOf((await sharedSamlProvider()).provider),
  })),
  'admin/update-identity-provider': byMember(
    'admin',
    ['identity_provider_updated'],
    async (fixture) => ({ id: await provider(fixture), name: 'Renamed' }),
  ),
  'admin/delete-identity-provider': byMember(
    'admin',
    ['identity_provider_deleted'],
    async (fixture) => ({ id: await provider(fixture) }),
  ),
  'admin/test-identity-provider': byMember(
    'admin',
    ['identity_provider_tested'],
    async (fixture) => ({
      id: await provider(fixture),
    }),
  ),
  'admin/list-domains': byMember('admin', []),
  'admin/create-domain': byMember('admin', ['domain_created'], (fixture) => ({
    domain: domainOf(fixture),
  })),
  'admin/verify-domain': byMember('admin', ['domain_verified'], async (fixture) => {
    const domain = domainOf(fixture);
    const { account } = fixture.team;
    await addDomain(fixture.directory, account, domain, {});
    const { records } = await sharedDns();
    records.set(`_twilio-functions-auth.${domain}`, [`ac=${account}; token=token`]);
    return { domain };
  }),
  'admin/delete-domain': byMember('admin', ['domain_deleted'], async (fixture) => ({
    domain: await verifiedDomain(fixture),
  })),
  'account/list-identities': byMember('reader', []),
  'account/start-identity-link': byMember('reader', [], async (fixture) => ({
    identityProvider: await provider(fixture),
  })),
  'account/unlink-identity': byMember('reader', ['identity_unlinked'], linkedIdentity),
  'account/remove-password': byMember('reader', ['password_removed'], async (fixture) => {
    await linkedIdentity(fixture);
    return {};
  }),
  'admin/set-break-glass': byMember('admin', ['break_glass_set'], async (fixture) => {
    await enrollMember(fixture, 'other');
    return { member: await fixture.team.id('other'), breakGlass: true };
  }),
  'session/list-login-ways': {
    events: [],
    async ready(fixture) {
      const input = { email: `ada@${await verifiedDomain(fixture)}` };
      return { caller: fixture.directory.caller(), input, by: null };
    },
  },
  'session/start-sso': {
    events: [],
    async ready(fixture) {
      const input = { identityProvider: await provider(fixture) };
      return { caller: fixture.directory.caller(), input, by: null };
    },
  },
  'session/start-sso-step-up': {
    events: [],
    async ready(fixture) {
      const { directory, team } = fixture;
      const caller = await team.session('reader');
      const sql = `update sessions set idp_id = $1, idp_subject = $2
        where user_id = (select id from users where email = $2)`;
      await directory.database.query(sql, [await provider(fixture), team.email('reader')]);
      return { caller, input: {}, by: team.email('reader') };
    },
  },
  'session/finish-sso': {
    events: ['login_succeeded'],
    async ready(fixture) {
      const { directory, team } = fixture;
      const { identityProvider, subject } = await linkedIdentity(fixture);
      const caller = directory.caller();
      const user = { sub: subject };
      const input = await readyToFinish(caller, await sharedProvider(), { identityProvider, user });
      return { caller, input, by: team.email('reader') };
    },
  },
};

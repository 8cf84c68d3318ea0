import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '../../lib/directory/operations/index';
import { addPasskey } from '../support/directory/authenticator';
import { ADMINISTRATOR, type Caller, useDirectory } from '../support/directory/directory';
import { changedTables, readState } from '../support/directory/directory-state';
import { keyHolder, make } from '../support/directory/own-credentials';
import { addPhone, newNumber } from '../support/directory/phones';
import { addTeam, MANAGER, READER, type Team, type Who } from '../support/directory/team';
import { PROJECT } from '../support/projects/project';

// This list is not derived from the operations. It has every change that prolongs a stolen session, ends the
// owner's sessions or removes a protection.
const REQUIRES_STEP_UP = [
  'account/change-email',
  'account/confirm-passkey',
  'account/create-credential',
  'account/delete-passkey',
  'account/delete-phone',
  'account/delete-user',
  'account/leave-account',
  'account/remove-password',
  'account/revoke-other-sessions',
  'account/revoke-session',
  'account/rotate-credential',
  'account/start-identity-link',
  'account/start-mfa',
  'account/start-passkey',
  'account/start-phone',
  'account/unlink-identity',
  'account/update-credential',
  'admin/create-credential',
  'admin/create-domain',
  'admin/create-identity-provider',
  'admin/create-saml-provider',
  'admin/delete-domain',
  'admin/delete-identity-provider',
  'admin/enable-member',
  'admin/enable-service-user',
  'admin/invite',
  'admin/map-group',
  'admin/resend-invitation',
  'admin/rotate-credential',
  'admin/set-break-glass',
  'admin/set-ip-restriction',
  'admin/test-identity-provider',
  'admin/update-account',
  'admin/update-identity-provider',
  'admin/update-member',
  'admin/update-service-user',
  'admin/verify-domain',
  'session/accept-invitation',
];

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

/** Returns a member's session that was stepped up two hours ago. */
async function staleSession(who: Who = 'admin'): Promise<Caller> {
  const caller = await team.session(who);
  await directory.database.query(
    "update sessions set stepped_up_at = now() - interval '2 hours' where user_id = (select id from users where email = $1)",
    [team.email(who)],
  );
  return caller;
}

const sql = (text: string, values: readonly unknown[]) =>
  directory.database.query(text, [...values]);

async function authtoken(more: object = {}) {
  const input = { type: 'authtoken', paths: ['/hooks/*', '/status'], ...more };
  const { id } = await make(await team.session('admin'), {
    ...input,
    expiresAt: '2100-01-01T00:00:00Z',
  });
  return id;
}

async function serviceUser(columns: string): Promise<string> {
  const admin = await team.session('admin');
  const input = { name: 'deploys', developer: 'read-only' };
  const { json } = await admin.call('admin/create-service-user', input);
  const { id } = json as { id: string };
  await sql(`update service_users set ${columns} where id = $1`, [id]);
  return id;
}

async function invitation(roles: object): Promise<string> {
  const admin = await team.session('admin');
  const input = { email: `guest.${team.account}@example.com`, roles };
  const { json } = await admin.call('admin/invite', input);
  return (json as { id: string }).id;
}

async function requireFactor(): Promise<void> {
  await sql('update accounts set mfa_required = true where id = $1', [team.account]);
  await sql('update users set totp_confirmed_at = now() where email = $1', [team.email('admin')]);
}

async function disabled(who: Who): Promise<string> {
  const id = await team.id(who);
  await sql('update memberships set active = false where id = $1', [id]);
  return id;
}

type Case = readonly [what: string, path: string, input: () => Promise<object> | object];

const guest = () => `guest.${team.account}@example.com`;
const LATER = '2100-01-02T00:00:00Z';

const WIDENING: readonly Case[] = [
  ['an API key', 'account/create-credential', () => ({ type: 'api_key' })],
  ['an authtoken', 'account/create-credential', () => ({ type: 'authtoken', paths: ['/status'] })],
  ['a new secret', 'account/rotate-credential', async () => ({ id: await authtoken() })],
  ['all paths', 'account/update-credential', async () => ({ id: await authtoken(), paths: null })],
  [
    'another path',
    'account/update-credential',
    async () => ({ id: await authtoken(), paths: ['/status', '/hook'] }),
  ],
  [
    'a wider folder',
    'account/update-credential',
    async () => ({ id: await authtoken(), paths: ['/*'] }),
  ],
  ['no end', 'account/update-credential', async () => ({ id: await authtoken(), expiresAt: null })],
  [
    'a later end',
    'account/update-credential',
    async () => ({ id: await authtoken(), expiresAt: LATER }),
  ],
  [
    'a credential of a member',
    'admin/create-credential',
    async () => ({ type: 'api_key', owner: { member: await team.id('other') } }),
  ],
  [
    'a credential of a service user',
    'admin/create-credential',
    async () => ({ type: 'authtoken', owner: { serviceUser: await serviceUser('active = true') } }),
  ],
  [
    'an invitation of an administrator',
    'admin/invite',
    () => ({ email: guest(), roles: ADMINISTRATOR }),
  ],
  [
    'another link for an administrator',
    'admin/resend-invitation',
    async () => ({ invitation: await invitation(ADMINISTRATOR) }),
  ],
  [
    'a member made administrator',
    'admin/update-member',
    async () => ({ member: await team.id('manager'), roles: ADMINISTRATOR }),
  ],
  [
    'an administrator enabled',
    'admin/enable-member',
    async () => ({ member: await disabled('other') }),
  ],
  [
    'a service user enabled',
    'admin/enable-service-user',
    async () => ({ serviceUser: await serviceUser('active = false') }),
  ],
  [
    'a service user that may write',
    'admin/update-service-user',
    async () => ({ serviceUser: await serviceUser('active = true'), developer: 'read-write' }),
  ],
  [
    'an account without a second factor',
    'admin/update-account',
    async () => {
      await requireFactor();
      return { mfaRequired: false };
    },
  ],
];

const BY_SESSION: readonly Case[] = [
  ['end of the membership', 'account/leave-account', () => ({})],
  [
    'list of IP addresses',
    'admin/set-ip-restriction',
    () => ({ type: 'api', enforced: false, blocks: [] }),
  ],
  ['end of the user', 'account/delete-user', () => ({ email: team.email('admin') })],
  ['new email address', 'account/change-email', () => ({ email: guest() })],
  ['passkey', 'account/start-passkey', () => ({})],
  ['phone', 'account/start-phone', () => ({ number: newNumber(), channel: 'sms' })],
  [
    'login without a phone',
    'account/delete-phone',
    async () => {
      await addPhone(directory, await team.session('admin'));
      return {};
    },
  ],
  [
    'login without a deleted passkey',
    'account/delete-passkey',
    async () => ({ id: (await addPasskey(await team.session('admin'))).passkey.id }),
  ],
  [
    'account by an invitation without its link',
    'session/accept-invitation',
    async () => {
      const account = await directory.addAccount('Inviting');
      await sql(
        `insert into invitations (id, account_id, email, email_key, developer, team, administrator, invited_by, secret_hash, expires_at)
          values ($1, $2, $3, $3, 'read-only', 'read-only', false, 'operator', sha256($4::bytea), now() + interval '1 day')`,
        [`inv_${account}`, account, team.email('admin'), account],
      );
      return { invitation: `inv_${account}` };
    },
  ],
];

describe('a session that was stepped up hours ago', () => {
  test.each([...WIDENING, ...BY_SESSION])(
    'gets no %s: %s requires a step-up and changes nothing',
    async (_what, path, input) => {
      const given = await input();
      const caller = await staleSession();
      const ignored = ['throttles', 'sessions.last_seen_at'];
      const before = await readState(directory.database, ignored);
      const { status, code } = await caller.call(path, given);

      expect({ status, code }).toEqual({ status: 403, code: 'STEP_UP_REQUIRED' });
      const after = await readState(directory.database, ignored);
      expect(changedTables(before.state, after.state)).toEqual([]);
      expect(after.events).toHaveLength(before.events.length);
    },
  );

  test.each([...WIDENING, ...BY_SESSION])(
    'gets %s from %s after a step-up',
    async (_what, path, input) => {
      const given = await input();
      const caller = await staleSession();
      await sql('update sessions set stepped_up_at = now()', []);
      expect((await caller.call(path, given)).status).toBe(200);
    },
  );

  const STAYS: readonly Case[] = [
    [
      'name an authtoken',
      'account/update-credential',
      async () => ({ id: await authtoken(), description: 'CRM' }),
    ],
    [
      'narrow its paths',
      'account/update-credential',
      async () => ({ id: await authtoken(), paths: ['/hooks/a', '/hooks/b/*'] }),
    ],
    [
      'keep its paths and end',
      'account/update-credential',
      async () => ({
        id: await authtoken(),
        paths: ['/status', '/hooks/*'],
        expiresAt: '2100-01-01T00:00:00Z',
      }),
    ],
    [
      'shorten its life',
      'account/update-credential',
      async () => ({ id: await authtoken(), expiresAt: '2099-01-01T00:00:00Z' }),
    ],
    ['delete it', 'account/delete-credential', async () => ({ id: await authtoken() })],
    [
      'invite a member who is no administrator',
      'admin/invite',
      () => ({ email: guest(), roles: READER }),
    ],
    [
      'resend such an invitation',
      'admin/resend-invitation',
      async () => ({ invitation: await invitation(READER) }),
    ],
    [
      'demote an administrator',
      'admin/update-member',
      async () => ({ member: await team.id('other'), roles: MANAGER }),
    ],
    [
      'save an administrator without a change',
      'admin/update-member',
      async () => ({ member: await team.id('other'), roles: ADMINISTRATOR }),
    ],
    [
      'enable a member who is no administrator',
      'admin/enable-member',
      async () => ({ member: await disabled('reader') }),
    ],
    ['rename the account', 'admin/update-account', () => ({ name: 'Renamed', mfaRequired: false })],
    [
      'rename a service user',
      'admin/update-service-user',
      async () => ({ serviceUser: await serviceUser('active = true'), name: 'robot' }),
    ],
    ['disable a member', 'admin/disable-member', async () => ({ member: await team.id('other') })],
  ];

  test.each(STAYS)('may %s by %s', async (_what, path, input) => {
    const given = await input();
    const { status, body } = await (await staleSession()).call(path, given);
    expect({ status, body }).toMatchObject({ status: 200 });
  });
});

test.each(WIDENING)(
  'an API key, which cannot step up, gets %s by %s',
  async (_what, path, input) => {
    const { token } = await make(await team.session('admin'), { type: 'api_key' });
    const given = await input();
    expect((await keyHolder(directory, token).call(path, given)).status).toBe(200);
  },
);

test('exactly these operations can require a step-up, and the guide explains each', () => {
  const declared = OPERATIONS.filter(({ errors }) =>
    (errors as readonly string[]).includes('STEP_UP_REQUIRED'),
  ).map(({ name }) => name);
  expect(declared.toSorted()).toEqual(REQUIRES_STEP_UP);

  const guide = readFileSync(join(PROJECT, 'docs', 'security', 'asvs-sessions.md'), 'utf8');
  const rows = [...guide.matchAll(/^\| `([a-z/-]+)` \| (yes|no|sometimes) \| .+ \|$/gm)];
  const names = OPERATIONS.map(({ name }) => name);
  expect(rows.map(([, name]) => name).toSorted()).toEqual(names.toSorted());
  const asking = rows.filter(([, , answer]) => answer !== 'no').map(([, name]) => name);
  expect(asking.toSorted()).toEqual(REQUIRES_STEP_UP);
});

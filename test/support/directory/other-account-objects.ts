import { randomBytes } from 'node:crypto';
import { addGroup } from '../scim/scim-rows';
import type { TestDirectory } from './directory';
import {
  addCredential,
  addRow,
  addServiceUser,
  addSession,
  inSeconds,
  sha256,
} from './directory-rows';
import { READER, type Team, type Who } from './team';

/** An object with an id that belongs to a member of an account, or the account itself. */
export interface OtherAccountObject {
  /** Adds an object of a member. @returns its id. */
  add(directory: TestDirectory, team: Team, who: Who): Promise<string>;
  remove(directory: TestDirectory, id: string): Promise<unknown>;
  /** Returns the number of objects with this id. */
  count(directory: TestDirectory, id: string): Promise<number>;
}

const random = () => randomBytes(8).toString('hex');

function rowsOf(table: string, add: OtherAccountObject['add']): OtherAccountObject {
  return {
    add,
    remove: ({ database }, id) => database.query(`delete from ${table} where id = $1`, [id]),
    count: async ({ database }, id) =>
      (await database.query(`select 1 from ${table} where id = $1`, [id])).length,
  };
}

async function userOf({ database }: TestDirectory, team: Team, who: Who): Promise<string> {
  const sql = 'select id from users where email = $1';
  const [row] = await database.query<{ id: string }>(sql, [team.email(who)]);
  return row?.id ?? '';
}

/** Records one event of an account, about an object. @returns its id. */
export async function addEvent(
  { database }: TestDirectory,
  { account }: Team,
  object = account,
): Promise<string> {
  const id = `ev_${random()}`;
  await addRow(database, 'events', {
    id,
    account_id: account,
    type: 'account_updated',
    principal_type: 'nobody',
    source: 'none',
    object_type: 'account',
    object_id: object,
    object: '{}',
    request_id: 'req_test',
  });
  return id;
}

async function addInvitation(
  { database }: TestDirectory,
  team: Team,
  { who, email }: { readonly who: Who; readonly email: string },
): Promise<string> {
  const id = `inv_${random()}`;
  await addRow(database, 'invitations', {
    id,
    account_id: team.account,
    email,
    email_key: email,
    ...READER,
    invited_by: await team.id(who),
    secret_hash: sha256(id),
    expires_at: inSeconds(3600),
  });
  return id;
}

/** One object of each kind. */
export const OTHER_ACCOUNT_OBJECTS = {
  member: rowsOf('memberships', (_directory, team, who) => team.id(who)),
  serviceUser: rowsOf('service_users', ({ database }, { account }) =>
    addServiceUser(database, account, `robot ${random()}`),
  ),
  credential: rowsOf('credentials', async ({ database }, team, who) => {
    const owner = { accountId: team.account, membershipId: await team.id(who) };
    return (await addCredential(database, 'api_key', owner)).id;
  }),
  session: rowsOf('sessions', async (directory, team, who) => {
    const userId = await userOf(directory, team, who);
    return (await addSession(directory.database, { userId, accountId: team.account })).id;
  }),
  passkey: rowsOf('passkeys', async (directory, team, who) => {
    const id = `pk_${random()}`;
    await addRow(directory.database, 'passkeys', {
      id,
      user_id: await userOf(directory, team, who),
      credential_id: sha256(id),
      rp_id: 'localhost',
      public_key: sha256(id),
      algorithm: '-7',
      counter: '0',
      backup_eligible: true,
      backed_up: true,
      aaguid: '',
      transports: [],
      name: 'Phone',
    });
    return id;
  }),
  invitation: rowsOf('invitations', (directory, team, who) =>
    addInvitation(directory, team, { who, email: `${random()}@example.com` }),
  ),
  identityProvider: rowsOf('identity_providers', async ({ database }, { account }) => {
    const id = `idp_${random()}`;
    await addRow(database, 'identity_providers', {
      id,
      account_id: account,
      type: 'oidc',
      name: 'Login',
      issuer: 'https://login.example.com',
      client_id: 'service',
      client_secret: '',
      client_authentication: 'post',
      scopes: [],
    });
    return id;
  }),
  group: rowsOf('scim_groups', ({ database }, { account }) => addGroup(database, account)),
  /** An invitation for a member's address to the member's account. */
  invitationOfUser: rowsOf('invitations', (directory, team, who) =>
    addInvitation(directory, team, { who, email: team.email(who) }),
  ),
  /** An account of a member of the team, until the member is removed. Accounts are never deleted. */
  account: {
    async add(directory, team, who) {
      const id = await directory.addAccount('Theirs');
      const user_id = await userOf(directory, team, who);
      await addRow(directory.database, 'memberships', {
        id: `mbr_${random()}`,
        account_id: id,
        user_id,
        ...READER,
      });
      return id;
    },
    remove: ({ database }, id) =>
      database.query('delete from memberships where account_id = $1', [id]),
    count: async ({ database }, id) =>
      (await database.query('select 1 from memberships where account_id = $1', [id])).length,
  },
  /** An event about a member's user. */
  ownEvent: {
    add: async (directory, team, who) =>
      addEvent(directory, team, await userOf(directory, team, who)),
    remove: () => Promise.resolve(),
    count: () => Promise.resolve(1),
  },
  event: {
    add: (directory, team) => addEvent(directory, team),
    // Events are never deleted.
    remove: () => Promise.resolve(),
    count: () => Promise.resolve(1),
  },
} satisfies Readonly<Record<string, OtherAccountObject>>;

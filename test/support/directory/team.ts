import { randomBytes } from 'node:crypto';
import type { Roles } from '../../../lib/identity/roles';
import { ADMINISTRATOR, type Caller, DEVELOPER, type TestDirectory } from './directory';

export const MANAGER: Roles = { developer: 'read-write', team: 'manager', administrator: false };
export const READER: Roles = { developer: 'read-only', team: 'read-only', administrator: false };

/** An account with one member of each level, whose addresses are `<who>.<name>@example.com`. */
export interface Team {
  readonly account: string;
  email(who: Who): string;
  /** Returns the id of a membership. */
  id(who: Who): Promise<string>;
  /** Returns a caller with a session. It was created without a login, because a password takes half a second. */
  session(who: Who): Promise<Caller>;
}

export const MEMBERS = {
  admin: ADMINISTRATOR,
  other: ADMINISTRATOR,
  manager: MANAGER,
  inviter: DEVELOPER,
  reader: READER,
} as const;

export type Who = keyof typeof MEMBERS;

let teams = 0;

/** Adds an account with two administrators and one member of each lower level. */
export async function addTeam(
  directory: TestDirectory,
  members: readonly Who[] = ['admin', 'other', 'manager', 'inviter', 'reader'],
): Promise<Team> {
  teams += 1;
  const name = `team${teams}`;
  const account = await directory.addAccount(name);
  const email = (who: Who) => `${who}.${name}@example.com`;
  for (const who of members) await directory.addUser(email(who), { [account]: MEMBERS[who] });
  return {
    account,
    email,
    id: (who) => memberIdOf(directory, account, email(who)),
    session: (who) => openSession(directory, email(who), account),
  };
}

/** Creates a session for the user of an address, with or without an account. */
export async function openSession(
  directory: TestDirectory,
  email: string,
  account: string | null,
): Promise<Caller> {
  const secret = randomBytes(20).toString('hex');
  await directory.database.query(
    `insert into sessions (id, secret_hash, user_id, account_id, second_factor_due, stepped_up_at, device, expires_at, ends_at)
    select 'ses_' || md5($1), sha256($1::bytea), id, $3, false, now(), 'test', now() + interval '1 day', now() + interval '1 day'
    from users where email = $2`,
    [secret, email, account],
  );
  const caller = directory.caller();
  caller.cookies['__Secure-session'] = secret;
  return caller;
}

/** Returns the id of an address's membership in an account. */
export async function memberIdOf(
  { database }: TestDirectory,
  account: string,
  email: string,
): Promise<string> {
  const [found] = await database.query<{ id: string }>(
    'select m.id from memberships m join users u on u.id = m.user_id where account_id = $1 and email = $2',
    [account, email],
  );
  return found?.id ?? 'mbr_none';
}

/** Returns the types of an account's events without logins, the oldest first. */
export async function eventsOf(
  { database }: TestDirectory,
  account: string,
): Promise<readonly string[]> {
  const rows = await database.query<{ type: string }>(
    "select type from events where account_id = $1 and type <> 'login_succeeded' order by seq",
    [account],
  );
  return rows.map(({ type }) => type);
}

/** Returns an account's newest event of a type. */
export async function lastEvent(
  { database }: TestDirectory,
  account: string,
  type: string,
): Promise<Readonly<Record<string, unknown>>> {
  const [found] = await database.query(
    'select * from events where account_id = $1 and type = $2 order by seq desc limit 1',
    [account, type],
  );
  return found ?? {};
}

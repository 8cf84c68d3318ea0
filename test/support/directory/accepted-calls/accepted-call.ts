import type { EventType } from '../../../../lib/directory/audit-log/event-types';
import { type Caller, PASSWORD, type TestDirectory } from '../directory';
import { addRow, addSession, inSeconds, sha256 } from '../directory-rows';
import { tokenFor } from '../mailbox';
import type { SshKey } from '../ssh-keygen';
import { READER, type Team, type Who } from '../team';
import { type Enrolled, enroll } from '../totp';

/** The fixture of a call: an account with a member of each level. */
export interface Fixture {
  readonly directory: TestDirectory;
  readonly team: Team;
  /** A key that is not part of the account yet. */
  readonly ssh: SshKey;
}

/** A prepared call. */
export interface ReadyCall {
  readonly caller: Caller;
  readonly input: object;
  /** The caller's name in the audit log, or null for an anonymous caller. */
  readonly by: string | null;
  /** The account whose log records it. Default: the team's account. */
  readonly account?: unknown;
  /** The type of credential in the audit log. Default: the caller's session, if there is one. */
  readonly source?: string;
}

/** A call of one operation that is accepted. */
export interface AcceptedCall {
  /** The types of the events that it records, in order. Empty if it changes nothing. */
  readonly events: readonly EventType[];
  ready(fixture: Fixture): Promise<ReadyCall>;
}

export type AcceptedCalls = Readonly<Record<string, AcceptedCall>>;

/** Prepares a call of a member with a session. */
export function byMember(
  who: Who,
  events: readonly EventType[],
  input: (fixture: Fixture) => object | Promise<object> = () => ({}),
): AcceptedCall {
  return {
    events,
    async ready(fixture) {
      const given = await input(fixture);
      const { team } = fixture;
      return { caller: await team.session(who), input: given, by: team.email(who) };
    },
  };
}

/** Sets up MFA for a member. */
export async function enrollMember({ directory, team }: Fixture, who: Who): Promise<Enrolled> {
  return enroll(directory, await team.session(who));
}

/** Calls an operation as a member, to prepare another call. @returns its response. */
export async function before<T>(
  { team }: Fixture,
  who: Who,
  [path, input]: readonly [string, object],
): Promise<T> {
  const { status, body } = await (await team.session(who)).call(path, input);
  if (status !== 200) throw new Error(`${path} was refused: ${JSON.stringify(body)}`);
  return body as T;
}

/** Invites an address as a reader. @returns the invitation's id and the secret of its link. */
export async function invited(fixture: Fixture, email: string) {
  const input = { email, roles: READER };
  const { id } = await before<{ id: string }>(fixture, 'manager', ['admin/invite', input]);
  return { id, token: tokenFor(fixture.directory.mailFolder, email) };
}

/** Adds a service user. @returns its id. */
export async function serviceUserOf(fixture: Fixture): Promise<string> {
  const input = { name: 'deploys', developer: 'read-write' };
  const path = 'admin/create-service-user';
  return (await before<{ id: string }>(fixture, 'admin', [path, input])).id;
}

/** Returns the user's id of a member. */
export async function userOf({ directory, team }: Fixture, who: Who): Promise<string> {
  const sql = 'select id from users where email = $1';
  const [row] = await directory.database.query<{ id: string }>(sql, [team.email(who)]);
  return row?.id ?? '';
}

/** Creates a session of a member that requires MFA. */
export async function halfSession(fixture: Fixture, who: Who): Promise<Caller> {
  const { directory, team } = fixture;
  const owner = { userId: await userOf(fixture, who), accountId: team.account };
  const columns = { second_factor_due: true, stepped_up_at: null };
  const { secret } = await addSession(directory.database, owner, columns);
  const caller = directory.caller();
  caller.cookies['__Secure-session'] = secret;
  return caller;
}

/** Returns the secret of a password reset link of a member. */
export async function resetLinkOf(fixture: Fixture, who: Who): Promise<string> {
  const token = `${'reset'.repeat(4)}${await userOf(fixture, who)}`;
  await addRow(fixture.directory.database, 'password_resets', {
    user_id: await userOf(fixture, who),
    secret_hash: sha256(token),
    expires_at: inSeconds(600),
  });
  return token;
}

/** Adds a second account of a member. @returns its id. */
export async function secondAccountOf(fixture: Fixture, who: Who): Promise<string> {
  const { database } = fixture.directory;
  const id = await fixture.directory.addAccount('Second');
  await addRow(database, 'memberships', {
    id: `mbr_${id}`,
    account_id: id,
    user_id: await userOf(fixture, who),
    ...READER,
  });
  return id;
}

export { PASSWORD };
export const NEW_PASSWORD = 'seven herons by the canal';

import { sql } from 'kysely';
import type { BasicCredentials } from '../../http/basic-authorization';
import type { Identity } from '../../identity/identity';
import type { DeveloperLevel, TeamLevel } from '../../identity/roles';
import { loginThrottleKey, parseTypedEmail } from '../../mail/email-address';
import { GUARD_TIME_LIMIT_MS } from '../../passwords/limit-hashing';
import type { ThrottleStore } from '../../throttle/memory-throttle';
import { boundedMap } from '../../util/bounded-map';
import { keyedDigest } from '../../util/keyed-digest';
import { type EventSource, recordEvent } from '../audit-log/record-event';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import { newId } from '../crypto/ids';
import type { Database } from '../database/database';
import { PREPARED } from '../database/prepared-statements';
import { DirectoryError } from '../errors';
import { databaseThrottle, LOGIN } from '../throttle';
import { readName } from '../users/display-name';
import { type GivenPassword, isPassword } from './verify-password';

/** A user's e-mail address and password, and the account that is meant where there are several. */
export interface PresentedPair {
  readonly pair: BasicCredentials;
  /** What stands for the pair: nobody learns the pair from it. */
  readonly digest: string;
  readonly accountId: string | undefined;
}

/** What became of a pair: who it is, or why it does not count and, where that is somebody, whom it named. */
export type CheckedPair =
  | { readonly identity: Identity }
  | {
      readonly reason: 'WRONG' | Exclude<Unfit, 'NO_ACCOUNT'>;
      readonly email: string | undefined;
    }
  | { readonly reason: 'OVERLOADED'; readonly retryAfterSeconds: number };

/** Users and their passwords, with each request. */
export interface DirectoryPairs {
  /** Counts wrong passwords, in all containers together, and with those of the log-in. */
  readonly throttle: ThrottleStore;
  /** What the throttle counts a username by. */
  nameOf(username: string): string;
  /** Whether a pair was right when it was last asked for. */
  wasRight(digest: string): boolean;
  check(presented: PresentedPair): Promise<CheckedPair>;
}

const MAX_PAIRS = 10_000;

/**
 * The pairs of a directory. Passwords that were right are remembered by digests, each bound to the hash
 * that was stored, so that the slow hash is not computed for each request; everything else is read fresh.
 */
export function directoryPairs(database: Database): DirectoryPairs {
  const right = boundedMap<string, string>(MAX_PAIRS);
  return {
    throttle: databaseThrottle(database, LOGIN),
    nameOf: loginThrottleKey,
    wasRight: (digest) => right.has(digest),
    async check({ pair, digest, accountId }) {
      const endsAt = performance.now() + GUARD_TIME_LIMIT_MS;
      const key = parseTypedEmail(pair.username)?.key ?? '';
      const found = await findPerson(database, key, accountId);
      const member = found?.member;
      // Recalled only where it lets somebody in: else the time would tell that the password is right.
      const isFit = typeof member === 'object';
      if (found !== null && isFit && right.get(digest) === idOf(found)) return { identity: member };
      right.delete(digest);

      const checked = judge(found, await isRight(found, { password: pair.password, endsAt }));
      if ('identity' in checked && found !== null) right.set(digest, idOf(found));
      await recordPair(database, found, checked);
      return checked;
    },
  };
}

function judge(found: FoundPerson | null, matches: boolean | Busy): CheckedPair {
  if (typeof matches === 'object') return matches;
  if (!matches || found === null) return { reason: 'WRONG', email: found?.email };
  const { member, email } = found;
  if (member === 'NO_ACCOUNT') return { reason: 'WRONG', email };
  if (typeof member === 'string') return { reason: member, email };
  return { identity: member };
}

type Busy = Extract<CheckedPair, { readonly reason: 'OVERLOADED' }>;

async function isRight(
  found: FoundPerson | null,
  { password, endsAt }: Pick<GivenPassword, 'password' | 'endsAt'>,
): Promise<boolean | Busy> {
  try {
    return await isPassword({ password, stored: found?.passwordHash ?? null, endsAt });
  } catch (reason) {
    if (!(reason instanceof DirectoryError) || reason.code !== 'OVERLOADED') throw reason;
    return { reason: 'OVERLOADED', retryAfterSeconds: reason.details.retryAfterSeconds ?? 1 };
  }
}

// A password that has changed is another hash, so what was remembered counts no more.
function idOf({ userId, passwordHash }: FoundPerson): string {
  return keyedDigest(`${userId}\n${passwordHash}`);
}

/**
 * Writes down that somebody showed a password with a request, as with a log-in: and where it was right, once for as long as the container recalls it.
 */
async function recordPair(
  database: Database,
  found: FoundPerson | null,
  checked: CheckedPair,
): Promise<void> {
  const source: EventSource = { caller: undefined, source: 'basic', requestId: newId('req') };
  if ('identity' in checked) {
    const { accountId, userId = null } = checked.identity;
    const object = { type: 'user', id: userId };
    const call = { ...source, caller: checked.identity };
    return recordEvent(database, call, { type: 'login_succeeded', accountId, object });
  }
  // Whoever has to wait has not been checked.
  if (checked.reason === 'OVERLOADED') return;
  const userId = found?.userId ?? null;
  const reason = checked.reason === 'WRONG' ? 'CREDENTIALS_INVALID' : checked.reason;
  const object = { type: 'user', id: userId, reason };
  await recordRepeatedOfUser(database, source, { type: 'login_failed', userId, object });
}

interface Found {
  readonly user_id: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly has_factor: boolean;
  readonly membership_id: string | null;
  readonly account_id: string;
  readonly account_name: string;
  readonly mfa_required: boolean;
  readonly developer: DeveloperLevel;
  readonly team: TeamLevel;
  readonly administrator: boolean;
}

/** A user whom a password may let in, and as which member; or why it does not, however right it is. */
interface FoundPerson {
  readonly userId: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly member: Identity | Unfit;
}

/** In no account, or in none that is meant; in several; a password is not enough. */
type Unfit = 'NO_ACCOUNT' | 'ACCOUNT_AMBIGUOUS' | 'SECOND_FACTOR_REQUIRED';

/**
 * The user of an address, with the one active membership that is meant: read fresh each time, in one
 * statement.
 *
 * @param accountId - the account that is meant; undefined: the only one.
 */
async function findPerson(
  database: Database,
  emailKey: string,
  accountId: string | undefined,
): Promise<FoundPerson | null> {
  const { rows } = await sql<Found>`${PREPARED}
    select u.id as user_id, u.email, u.password_hash, u.totp_confirmed_at is not null as has_factor,
      m.id as membership_id, m.developer, m.team, m.administrator,
      a.id as account_id, a.name as account_name, a.mfa_required
    from public.users u
    left join public.memberships m on m.user_id = u.id and m.active
    left join public.accounts a on a.id = m.account_id
    where u.email_key = ${emailKey}`.execute(database);
  const [user] = rows;
  if (user === undefined) return null;
  const meant = rows.filter(
    ({ membership_id, account_id }) =>
      membership_id !== null && (accountId === undefined || account_id === accountId),
  );
  const { user_id: userId, email, password_hash: passwordHash } = user;
  return { userId, email, passwordHash, member: memberOf(meant) };
}

function memberOf(meant: readonly Found[]): Identity | Unfit {
  const [found] = meant;
  if (found === undefined) return 'NO_ACCOUNT';
  if (meant.length > 1) return 'ACCOUNT_AMBIGUOUS';
  // No way of logging in goes around the second factor.
  if (found.has_factor || found.mfa_required) return 'SECOND_FACTOR_REQUIRED';
  const { developer, team, administrator } = found;
  return Object.freeze({
    accountId: found.account_id,
    accountName: found.account_name,
    userId: found.user_id,
    membershipId: found.membership_id ?? '',
    name: found.email,
    roles: Object.freeze({ developer, team, administrator }),
  });
}

/** Whether a username is a user's e-mail address, or a service user's name, as these are compared. */
export function isNameOf({ userId, name }: Identity, username: string): boolean {
  const keyOf = userId === undefined ? nameKey : emailKey;
  const key = keyOf(username);
  return key !== undefined && key === keyOf(name);
}

function emailKey(text: string): string | undefined {
  return parseTypedEmail(text)?.key;
}

function nameKey(text: string): string | undefined {
  try {
    return readName(text).key;
  } catch (reason) {
    if (reason instanceof DirectoryError) return undefined;
    throw reason;
  }
}

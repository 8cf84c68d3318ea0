import { sql } from 'kysely';
import type { BasicCredentials } from '../../http/basic-authorization';
import type { Identity } from '../../identity/identity';
import type { DeveloperLevel, TeamLevel } from '../../identity/roles';
import { loginThrottleKey, parseTypedEmail } from '../../mail/email-address';
import { GUARD_TIME_LIMIT_MS } from '../../passwords/limit-hashing';
import { MAX_CACHED_PASSWORDS } from '../../passwords/max-cached-passwords';
import type { ThrottleStore } from '../../throttle/memory-throttle';
import { boundedMap } from '../../util/bounded-map';
import { keyedDigest } from '../../util/keyed-digest';
import { type EventSource, recordEvent } from '../audit-log/record-event';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import type { LookupService } from '../call';
import { newId } from '../crypto/ids';
import type { DirectoryKeys } from '../crypto/keys';
import type { Database } from '../database/database';
import { PREPARED } from '../database/prepared-statements';
import { DirectoryError } from '../errors';
import {
  type AddressResult,
  addressResult,
  type RequestAddress,
  recordMiss,
} from '../ip-restrictions/address-result';
import { addressThrottle, databaseThrottle, LOGIN } from '../throttle';
import { parseDisplayName } from '../users/display-name';
import { hasSecondFactor } from '../users/second-factors';
import { type GivenPassword, verifyPassword } from './verify-password';

/** A user's email address and password, and the account to sign in to. */
export interface BasicSignInAttempt {
  readonly credentials: BasicCredentials;
  /** A digest of the credentials, from which they cannot be recovered. */
  readonly digest: string;
  /** Undefined: the user's only account. */
  readonly accountId: string | undefined;
  readonly from: RequestAddress;
}

/**
 * The result of checking a username and password: the caller's identity, or the reason for the refusal and
 * the user's email address if that user exists.
 */
export type BasicSignInResult =
  | SignedIn
  | {
      readonly reason: 'WRONG' | Exclude<RefusedReason, 'NO_ACCOUNT'>;
      readonly email: string | undefined;
    }
  | Overloaded;

/** A caller with a right password, and whether the account's IP restriction allows the request. */
interface SignedIn {
  readonly identity: Identity;
  readonly addressResult: AddressResult;
}

interface Overloaded {
  readonly reason: 'OVERLOADED';
  readonly retryAfterSeconds: number;
}

/** A check of usernames and passwords that come with every request. */
export interface BasicSignIn {
  /** Counts wrong passwords of all containers together, in the same counters as the login endpoint. */
  readonly throttle: ThrottleStore;
  /** Counts wrong passwords from one address, also with those of the login endpoint. */
  readonly addressThrottle: ThrottleStore;
  /** Returns the throttle's name for a username. */
  throttleNameOf(username: string): string;
  /** Returns whether the credentials of a digest were right at their last check. */
  wasVerified(digest: string): boolean;
  check(attempt: BasicSignInAttempt): Promise<BasicSignInResult>;
}

/**
 * Returns a check of directory users' passwords. It caches the digests of verified credentials, each with the
 * stored hash that they matched, so that the slow hash is not computed for every request. Everything else is
 * read from the database every time.
 */
export function basicSignIn(service: LookupService, keys: DirectoryKeys): BasicSignIn {
  const { database } = service;
  const verified = boundedMap<string, string>(MAX_CACHED_PASSWORDS);
  return {
    throttle: databaseThrottle(database, LOGIN),
    addressThrottle: addressThrottle(database, keys),
    throttleNameOf: loginThrottleKey,
    wasVerified: (digest) => verified.has(digest),
    async check({ credentials, digest, accountId, from }) {
      const endsAt = performance.now() + GUARD_TIME_LIMIT_MS;
      const key = parseTypedEmail(credentials.username)?.key ?? '';
      const user = await findUserForBasic(service, key, { accountId, from });
      const member = user?.member;
      // The cache only answers if the user may sign in. Otherwise a fast refusal would reveal a right
      // password.
      const mayEnter = typeof member === 'object';
      if (user !== null && mayEnter && verified.get(digest) === cacheIdOf(user)) {
        await recordOutside(database, member);
        return member;
      }
      verified.delete(digest);

      const { password } = credentials;
      const result = resultOf(user, await hasPassword(user, { password, endsAt }));
      if ('identity' in result && user !== null) verified.set(digest, cacheIdOf(user));
      await recordBasicSignIn(database, user, result);
      if ('identity' in result && typeof member === 'object') await recordOutside(database, member);
      return result;
    },
  };
}

function resultOf(user: BasicUser | null, matches: boolean | Overloaded): BasicSignInResult {
  if (typeof matches === 'object') return matches;
  if (!matches || user === null) return { reason: 'WRONG', email: user?.email };
  const { member, email } = user;
  if (member === 'NO_ACCOUNT') return { reason: 'WRONG', email };
  if (typeof member === 'string') return { reason: member, email };
  return member;
}

async function hasPassword(
  user: BasicUser | null,
  { password, endsAt }: Pick<GivenPassword, 'password' | 'endsAt'>,
): Promise<boolean | Overloaded> {
  try {
    return await verifyPassword({ password, stored: user?.passwordHash ?? null, endsAt });
  } catch (reason) {
    if (!(reason instanceof DirectoryError) || reason.code !== 'OVERLOADED') throw reason;
    return { reason: 'OVERLOADED', retryAfterSeconds: reason.details.retryAfterSeconds ?? 1 };
  }
}

// A new password has another hash, so the cached digest of the old password no longer matches.
function cacheIdOf({ userId, passwordHash }: BasicUser): string {
  return keyedDigest(`${userId}\n${passwordHash}`);
}

/**
 * Records a sign-in with Basic authentication as a login. A successful sign-in is recorded once for as long
 * as the container caches it.
 */
async function recordBasicSignIn(
  database: Database,
  user: BasicUser | null,
  result: BasicSignInResult,
): Promise<void> {
  const source: EventSource = { caller: undefined, source: 'basic', requestId: newId('req') };
  if ('identity' in result) {
    const { accountId, userId = null } = result.identity;
    const object = { type: 'user', id: userId };
    const call = { ...source, caller: result.identity };
    return recordEvent(database, call, { type: 'login_succeeded', accountId, object });
  }
  // The password was not checked.
  if (result.reason === 'OVERLOADED') return;
  const userId = user?.userId ?? null;
  const reason = result.reason === 'WRONG' ? 'CREDENTIALS_INVALID' : result.reason;
  const object = { type: 'user', id: userId, reason };
  await recordRepeatedOfUser(database, source, { type: 'login_failed', userId, object });
}

interface Found {
  readonly address_result: AddressResult;
  readonly user_id: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly has_factor: boolean;
  readonly membership_id: string | null;
  readonly account_id: string;
  readonly account_name: string;
  readonly mfa_required: boolean;
  readonly sso: 'mixed' | 'enforced';
  readonly developer: DeveloperLevel;
  readonly team: TeamLevel;
  readonly administrator: boolean;
}

/** A user, and the membership that a right password gives access to, or the reason why it gives none. */
interface BasicUser {
  readonly userId: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly member: SignedIn | RefusedReason;
}

/** The reason why a right password is refused. `NO_ACCOUNT`: the user is not active in the wanted account. */
type RefusedReason = 'NO_ACCOUNT' | 'ACCOUNT_AMBIGUOUS' | 'SSO_REQUIRED' | 'SECOND_FACTOR_REQUIRED';

/**
 * Finds the user of an email address and the one active membership to sign in to, in one statement.
 *
 * @param accountId - the account to sign in to. Undefined: the user's only account.
 */
async function findUserForBasic(
  { database, rpId }: LookupService,
  emailKey: string,
  { accountId, from }: Pick<BasicSignInAttempt, 'accountId' | 'from'>,
): Promise<BasicUser | null> {
  const { rows } = await sql<Found>`${PREPARED}
    select u.id as user_id, u.email, u.password_hash, ${hasSecondFactor({ rpId }, 'u')} as has_factor,
      m.id as membership_id, m.developer, m.team, m.administrator,
      a.id as account_id, a.name as account_name, a.mfa_required, a.sso,
      ${addressResult('api', from)} as address_result
    from public.users u
    left join public.memberships m on m.user_id = u.id and m.active
    left join public.accounts a on a.id = m.account_id
    where u.email_key = ${emailKey}`.execute(database);
  const [user] = rows;
  if (user === undefined) return null;
  const wanted = rows.filter(
    ({ membership_id, account_id }) =>
      membership_id !== null && (accountId === undefined || account_id === accountId),
  );
  const { user_id: userId, email, password_hash: passwordHash } = user;
  return { userId, email, passwordHash, member: memberOf(wanted) };
}

function memberOf(wanted: readonly Found[]): SignedIn | RefusedReason {
  const [found] = wanted;
  if (found === undefined) return 'NO_ACCOUNT';
  if (wanted.length > 1) return 'ACCOUNT_AMBIGUOUS';
  if (found.sso === 'enforced') return 'SSO_REQUIRED';
  // A password alone must never bypass MFA.
  if (found.has_factor || found.mfa_required) return 'SECOND_FACTOR_REQUIRED';
  const { developer, team, administrator } = found;
  const identity = Object.freeze({
    accountId: found.account_id,
    accountName: found.account_name,
    userId: found.user_id,
    membershipId: found.membership_id ?? '',
    name: found.email,
    roles: Object.freeze({ developer, team, administrator }),
  });
  return { identity, addressResult: found.address_result };
}

// A wrong password must not be recorded as a caller from another address.
function recordOutside(
  database: Database,
  { identity, addressResult: result }: SignedIn,
): Promise<void> {
  const { membershipId: principal = '' } = identity;
  return recordMiss(database, result, { type: 'api', identity, principal, source: 'basic' });
}

/**
 * Returns whether a username is a user's email address or a service user's name, by their normalized keys.
 */
export function isUsernameOf({ userId, name }: Identity, username: string): boolean {
  const keyOf = userId === undefined ? nameKey : emailKey;
  const key = keyOf(username);
  return key !== undefined && key === keyOf(name);
}

function emailKey(text: string): string | undefined {
  return parseTypedEmail(text)?.key;
}

function nameKey(text: string): string | undefined {
  try {
    return parseDisplayName(text).key;
  } catch (reason) {
    if (reason instanceof DirectoryError) return undefined;
    throw reason;
  }
}

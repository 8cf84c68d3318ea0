import { sql } from 'kysely';
import { type Identity, NO_ROLES } from '../../identity/identity';
import type { DeveloperLevel, TeamLevel } from '../../identity/roles';
import type { SessionStatus } from '../../identity/session-status';
import { type Call, callerOf, type LookupService } from '../call';
import { secretHash } from '../crypto/ids';
import { type Database, together } from '../database/database';
import { preparedQuery } from '../database/prepared-query';
import { PREPARED } from '../database/prepared-statements';
import { DirectoryError } from '../errors';
import {
  type AddressResult,
  addressResult,
  type RequestAddress,
  recordMiss,
} from '../ip-restrictions/address-result';
import { userHasSecondFactor } from '../users/second-factors';
import { type SsoResult, ssoResult } from './sso-result';

// The interval of renewals: not every request should write to the database.
const RENEW_MINUTES = 5;

interface Found {
  readonly address_result: AddressResult;
  readonly id: string;
  readonly user_id: string;
  readonly email: string;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly membership_id: string | null;
  readonly developer: DeveloperLevel | null;
  readonly team: TeamLevel | null;
  readonly administrator: boolean | null;
  readonly active: boolean | null;
  readonly second_factor_due: boolean;
  readonly must_enroll: boolean;
  readonly is_stale: boolean;
  readonly stepped_up_at: Date | null;
  readonly seconds_ago: number | null;
  readonly is_of_provider: boolean;
  readonly is_in_others: boolean;
  readonly sso_result: SsoResult;
}

/** A valid session. */
export interface LiveSession {
  readonly identity: Identity;
  /** The age of the last step-up, by the database's clock. Null if there was none. */
  readonly steppedUpSecondsAgo: number | null;
  /** Whether the account's IP restriction allows the request. */
  readonly addressResult: AddressResult;
}

interface Presented {
  readonly secret: Buffer;
  readonly rpId: string;
  readonly address: string | null;
}

const bySecret = (isRestricted: boolean) =>
  preparedQuery<Found, Presented>(
    (place) => sql<Found>`${PREPARED}
    select s.id, s.user_id, s.account_id, a.name as account_name,
      coalesce(m.user_email, (select u.email from public.users u where u.id = s.user_id)) as email,
      m.id as membership_id, m.developer, m.team, m.administrator, m.active,
      s.second_factor_due, s.stepped_up_at,
      extract(epoch from now() - s.stepped_up_at)::float8 as seconds_ago,
      coalesce(a.mfa_required, false) and not s.idp_mfa
        and not ${userHasSecondFactor({ rpId: place('rpId') }, sql.ref('s.user_id'))} as must_enroll,
      p.account_id is not null as is_of_provider,
      p.account_id is not null and exists (select from public.memberships other
        where other.user_id = s.user_id and other.account_id <> p.account_id) as is_in_others,
      not s.second_factor_due and s.last_seen_at < now() - make_interval(mins => ${RENEW_MINUTES}) as is_stale,
      ${ssoResult(sql<boolean>`p.account_id is not distinct from a.id`)} as sso_result,
      ${addressResult('dashboard', { address: place('address'), isRestricted })} as address_result
    from public.sessions s
    left join public.memberships m on m.user_id = s.user_id and m.account_id = s.account_id
    left join public.accounts a on a.id = m.account_id
    left join public.identity_providers p on p.id = s.idp_id
    where s.secret_hash = ${place('secret')} and s.expires_at > now() and s.ends_at > now()
      and (s.idp_id is null or p.active)`,
  );
const ofRestricted = bySecret(true);
const ofUnrestricted = bySecret(false);

/**
 * Finds the session of a secret, if the session is valid, its membership is active, and its account allows how it began.
 * It reads the database every time, in one statement.
 */
export async function findSession(
  { database, rpId }: LookupService,
  secret: string,
  from: RequestAddress,
): Promise<LiveSession | null> {
  const find = from.isRestricted ? ofRestricted : ofUnrestricted;
  const { address } = from;
  const [found] = await find(database, { secret: secretHash(secret), rpId, address });
  if (found === undefined) return null;
  if (found.account_id !== null && (found.active !== true || found.sso_result === 'refused')) {
    return null;
  }
  if (found.is_stale) await renew(database, found.id);
  const identity = identityOf(found);
  const { membershipId: principal = '' } = identity;
  await recordMiss(database, found.address_result, {
    type: 'dashboard',
    identity,
    principal,
    source: 'session',
  });
  const { seconds_ago: steppedUpSecondsAgo, address_result } = found;
  return { identity, steppedUpSecondsAgo, addressResult: address_result };
}

async function renew(database: Database, id: string): Promise<void> {
  await database
    .updateTable('sessions')
    .set({
      last_seen_at: sql<Date>`now()`,
      expires_at: sql<Date>`now() + make_interval(hours => ${IDLE_HOURS})`,
    })
    .where('id', '=', id)
    .where('second_factor_due', '=', false)
    .execute();
}

function identityOf(found: Found): Identity {
  const { account_id, account_name, membership_id, stepped_up_at } = found;
  const { developer, team, administrator } = found;
  return Object.freeze({
    userId: found.user_id,
    name: found.email,
    credentialId: found.id,
    status: statusOf(found),
    roles:
      developer === null || team === null || administrator === null
        ? NO_ROLES
        : Object.freeze({ developer, team, administrator }),
    ...(account_id === null ? {} : { accountId: account_id }),
    ...(account_name === null ? {} : { accountName: account_name }),
    ...(membership_id === null ? {} : { membershipId: membership_id }),
    ...(found.is_of_provider
      ? { restrictedTo: found.is_in_others ? ('account' as const) : ('user' as const) }
      : {}),
    ...(found.sso_result === 'break_glass' ? { breakGlass: true } : {}),
    ...(stepped_up_at === null ? {} : { steppedUpAt: stepped_up_at.getTime() }),
  });
}

function statusOf({ second_factor_due, must_enroll, account_id }: Found): SessionStatus {
  if (second_factor_due) return 'mfa_required';
  if (must_enroll) return 'mfa_enrollment_required';
  return account_id === null ? 'no_account' : 'authenticated';
}

/** A page of a user's sessions. */
interface SessionsWanted {
  readonly userId: string;
  /** The id of the session after which the page begins. Newer sessions come first. */
  readonly after: string | undefined;
  readonly limit: number;
}

/**
 * Finds a user's valid sessions, the newest first.
 *
 * @throws DirectoryError `NOT_FOUND` if the cursor is not a session of the user or its session has ended.
 */
export async function findSessions(database: Database, { userId, after, limit }: SessionsWanted) {
  const query = database
    .selectFrom('sessions as s')
    .leftJoin('accounts as a', 'a.id', 's.account_id')
    .select(['s.id', 's.device', 's.account_id', 'a.name as account_name', 's.created_at'])
    .select(['s.last_seen_at', 's.second_factor_due', 's.authenticated_by'])
    .select(sql<Date>`least(s.expires_at, s.ends_at)`.as('over_at'))
    .where('s.user_id', '=', userId)
    .where(sql<boolean>`least(s.expires_at, s.ends_at) > now()`)
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit);
  if (after === undefined) return query.execute();
  const cursor = database
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', after)
    .where('user_id', '=', userId);
  const last = sql`(select created_at, id from public.sessions where id = ${after} and user_id = ${userId})`;
  const page = query.where(sql<boolean>`(s.created_at, s.id) < ${last}`);
  const [known, rows] = await together(database, cursor, page);
  if (known.length === 0) throw new DirectoryError('NOT_FOUND');
  return rows;
}

/** The columns that identify the caller's session by the presented secret. */
interface PresentedSession {
  readonly id: string;
  readonly secret_hash: Buffer;
}

/**
 * Returns the columns that identify the caller's session. The id alone is not enough: another call may have
 * rotated the secret since the guard's check, and then this call's secret is no longer valid.
 */
export function presentedSession(call: Call): PresentedSession {
  const { credentialId = '' } = callerOf(call);
  return { id: credentialId, secret_hash: secretHash(call.presentedSession ?? '') };
}

/** The lifetime of a session that is not used. */
export const IDLE_HOURS = 24;

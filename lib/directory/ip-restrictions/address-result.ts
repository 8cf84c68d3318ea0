import { type RawBuilder, sql } from 'kysely';
import type { Identity } from '../../identity/identity';
import { boundedMap } from '../../util/bounded-map';
import { recordEvent } from '../audit-log/record-event';
import { newId } from '../crypto/ids';
import type { Database } from '../database/database';

/** What an IP restriction applies to: sessions, or credentials. */
export type RestrictionType = 'dashboard' | 'api';

/** The column of an account that has the mode of a restriction. */
export const IP_MODE_COLUMNS = { dashboard: 'dashboard_ip_mode', api: 'api_ip_mode' } as const;

/** Whether an account's restriction allows an address. `warned`: it would not, if it were enforced. */
export type AddressResult = 'allowed' | 'warned' | 'refused';

/** The address of a request, which only an edge knows. */
export interface RequestAddress {
  /** In its canonical form. Null without an edge. */
  readonly address: string | null;
  /** `false` ignores the account's restriction. */
  readonly isRestricted: boolean;
}

/**
 * Returns the result for a request in a statement that joins the account as `a`. The subquery runs only if the
 * account has a restriction.
 */
export function addressResult(
  type: RestrictionType,
  { address, isRestricted }: RequestAddress,
): RawBuilder<AddressResult> {
  if (!isRestricted) return sql<AddressResult>`'allowed'`;
  const mode = sql.ref(`a.${IP_MODE_COLUMNS[type]}`);
  return sql<AddressResult>`case when ${mode} is null or exists (
        select from public.ip_rules r
        where r.account_id = a.id and r.type = ${sql.lit(type)} and ${address}::inet <<= r.block)
      then 'allowed' when ${mode} = 'enforced' then 'refused' else 'warned' end`;
}

/** A request whose address is not in the blocks of its account. */
export interface AddressMiss {
  readonly type: RestrictionType;
  readonly identity: Identity;
  /** The id that is counted: a membership's for a session, a credential's otherwise. */
  readonly principal: string;
  /** The scheme that found the caller. */
  readonly source: string;
}

const HOUR_MS = 3_600_000;
const MAX_NOTED = 1000;
/** The callers that this process has recorded within the hour. */
const noted = boundedMap<string, number>(MAX_NOTED);

/**
 * Counts a caller outside the blocks of the account for the day, and records one event an hour for each principal. It
 * costs a round trip once an hour in each process.
 */
export async function recordMiss(
  database: Database,
  result: AddressResult,
  { type, identity, principal, source }: AddressMiss,
): Promise<void> {
  const { accountId } = identity;
  if (result === 'allowed' || accountId === undefined) return;
  const name = `${type} ${result} ${principal}`;
  if ((noted.get(name) ?? 0) > Date.now() - HOUR_MS) return;
  const { rows } = await sql`
    insert into public.ip_misses as x (account_id, type, principal_id)
    values (${accountId}, ${type}, ${principal})
    on conflict (account_id, type, principal_id, day) do update set last_at = now()
    where x.last_at <= now() - interval '1 hour'
    returning 1`.execute(database);
  noted.set(name, Date.now());
  if (rows.length === 0) return;
  const event = result === 'refused' ? 'ip_restriction_refused' : 'ip_restriction_warned';
  const object = { type: 'account', id: accountId, restriction: type };
  const call = { caller: identity, source, requestId: newId('req') };
  await recordEvent(database, call, { type: event, object });
}

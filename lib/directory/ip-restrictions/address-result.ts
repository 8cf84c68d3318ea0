import { type RawBuilder, sql } from 'kysely';
import type { Identity } from '../../identity/identity';
import { recordEvent } from '../audit-log/record-event';
import { newId } from '../crypto/ids';
import type { Database } from '../database/database';

/** What an IP restriction applies to: sessions, or credentials. */
export type RestrictionType = 'dashboard' | 'api';

/** Whether an account's restriction allows an address. `warned`: it would not, if it were enforced. */
export type AddressResult = 'allowed' | 'warned' | 'refused';

/** The address of a request, which only an edge knows. */
export interface RequestAddress {
  /** In its canonical form. Null without an edge. */
  readonly address: string | null;
  /** `false` ignores the account's restriction. */
  readonly isRestricted: boolean;
}

/** The columns of {@link addressColumns}. */
export interface AddressColumns {
  readonly address_result: AddressResult;
  readonly address_is_new: boolean;
}

/**
 * Returns the column `address_result` of a statement that joins the account as `a`. The subquery runs only if the
 * account has a restriction.
 */
export function addressResult(
  type: RestrictionType,
  { address, isRestricted }: RequestAddress,
): RawBuilder<AddressResult> {
  if (!isRestricted) return sql<AddressResult>`'allowed'`;
  const mode = modeOf(type);
  return sql<AddressResult>`case when ${mode} is null or exists (
        select from public.ip_rules r
        where r.account_id = a.id and r.type = ${sql.lit(type)} and ${address}::inet <<= r.block)
      then 'allowed' when ${mode} = 'enforced' then 'refused' else 'warned' end`;
}

/**
 * Returns the columns of a request's address: its result, and whether an address outside the blocks was not recorded
 * for the principal within the last hour.
 */
export function addressColumns(
  type: RestrictionType,
  from: RequestAddress,
  principal: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const isNew = sql`${modeOf(type)} is not null and not exists (
        select from public.ip_misses x
        where x.account_id = a.id and x.type = ${sql.lit(type)} and x.principal_id = ${principal}
          and x.day >= current_date - 1 and x.last_at > now() - interval '1 hour')`;
  return sql`${addressResult(type, from)} as address_result, ${isNew} as address_is_new`;
}

function modeOf(type: RestrictionType) {
  return sql.ref(`a.${type}_ip_mode`);
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

/**
 * Counts a caller outside the blocks of the account for the day, and records one event an hour for each principal.
 * It costs a round trip only if nothing was recorded within the hour.
 */
export async function recordMiss(
  database: Database,
  { address_result: result, address_is_new: isNew }: AddressColumns,
  { type, identity, principal, source }: AddressMiss,
): Promise<void> {
  const { accountId } = identity;
  if (result === 'allowed' || !isNew || accountId === undefined) return;
  const noted = await sql`
    insert into public.ip_misses as x (account_id, type, principal_id)
    values (${accountId}, ${type}, ${principal})
    on conflict (account_id, type, principal_id, day) do update set last_at = now()
    where x.last_at <= now() - interval '1 hour'
    returning 1`.execute(database);
  if (noted.rows.length === 0) return;
  const event = result === 'refused' ? 'ip_restriction_refused' : 'ip_restriction_warned';
  const object = { type: 'account', id: accountId, restriction: type };
  const call = { caller: identity, source, requestId: newId('req') };
  await recordEvent(database, call, { type: event, object });
}

import { sql } from 'kysely';
import type { Call } from '../call';
import type { Database } from '../database/database';
import { newId } from '../ids';
import type { EventType } from './event-types';

/** What happened, to what. */
export interface NewEvent {
  readonly type: EventType;
  /** The account whose log it belongs to. Default: the caller's. */
  readonly accountId?: string | null;
  /** Who did it, where that is not the caller: a user who is only about to log in. */
  readonly principal?: { readonly id: string; readonly name: string };
  /** What it was done to, as the log keeps it: no secrets. `type` as in `membership`. */
  readonly object: {
    readonly type: string;
    readonly id: string | null;
    readonly [detail: string]: unknown;
  };
}

/** Writes an event down, in the transaction of what it tells. */
export async function recordEvent(tx: Database, call: Call, event: NewEvent): Promise<void> {
  await tx
    .insertInto('events')
    .values(valuesOf(call, event, event.accountId ?? call.caller?.accountId ?? null))
    .execute();
}

/**
 * Writes an event of a user down that is no single account's matter, such as a new password: once for
 * each account that the user is in, as each has a log of its own; for a user in none, once without.
 */
export async function recordUserEvent(
  tx: Database,
  call: Call,
  { userId, ...event }: Omit<NewEvent, 'accountId'> & { readonly userId: string },
): Promise<void> {
  const memberships = await tx
    .selectFrom('memberships')
    .select('account_id')
    .where('user_id', '=', userId)
    .execute();
  const accounts = memberships.length === 0 ? [{ account_id: null }] : memberships;
  const values = accounts.map(({ account_id }) => valuesOf(call, event, account_id));
  await tx.insertInto('events').values(values).execute();
}

function valuesOf(call: Call, event: NewEvent, accountId: string | null) {
  const { caller, source, requestId } = call;
  const { type, id, ...details } = event.object;
  const own = caller?.userId ?? caller?.serviceUserId;
  const principal = event.principal ?? (own === undefined ? undefined : { id: own, name: caller?.name });
  return {
    id: newId('ev'),
    account_id: accountId,
    type: event.type,
    principal_type: principalType(principal?.id),
    principal_id: principal?.id ?? null,
    principal_name: principal?.name ?? null,
    credential_id: caller?.credentialId ?? null,
    source,
    object_type: type,
    object_id: id,
    object: sql<string>`${JSON.stringify(details)}::jsonb`,
    request_id: requestId,
  };
}

function principalType(id: string | undefined): string {
  if (id === undefined) return 'nobody';
  return id.startsWith('svc_') ? 'service_user' : 'user';
}

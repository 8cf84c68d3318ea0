import { sql } from 'kysely';
import type { Call } from '../call';
import type { Database } from '../database/database';
import type { EventType } from './event-types';

/** What happened, to what. */
export interface NewEvent {
  readonly type: EventType;
  /** Who did it, where that is not the caller: a user who is only about to log in. */
  readonly principal?: { readonly id: string; readonly name: string } | undefined;
  /** What it was done to, as the log keeps it: no secrets, and nothing that a stranger has typed. */
  readonly object: {
    /** As in `membership`. */
    readonly type: string;
    readonly id: string | null;
    readonly [detail: string]: unknown;
  };
}

/** What an event says about the call that it comes of. */
export type EventSource = Pick<Call, 'caller' | 'source' | 'requestId'>;

/** An event of one account. */
export interface AccountEvent extends NewEvent {
  /** The account whose log it belongs to. Default: the caller's. */
  readonly accountId?: string | undefined;
}

/** Writes an event down, in the transaction of what it tells. */
export async function recordEvent(
  tx: Database,
  call: EventSource,
  event: AccountEvent,
): Promise<void> {
  await recordEvents(tx, call, [event]);
}

/** Writes several events down, in one statement. */
export async function recordEvents(
  tx: Database,
  call: EventSource,
  events: readonly AccountEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ accountId, ...event }) => ({
    account_id: accountId ?? call.caller?.accountId ?? null,
    ...valuesOf(call, event),
  }));
  await tx.insertInto('events').values(rows).execute();
}

/**
 * Writes an event of a user down that is no single account's matter, such as a new password: once for
 * each account that the user is in, as each has a log of its own; else once, in no account's. One
 * statement, also where there is no such user: how long it takes must not tell.
 */
export async function recordUserEvent(
  tx: Database,
  call: EventSource,
  { userId, ...event }: NewEvent & { readonly userId: string | null },
): Promise<void> {
  const values = Object.entries(valuesOf(call, event));
  const columns = sql.join(values.map(([name]) => sql.ref(name)));
  const row = sql.join(values.map(([, value]) => sql`${value}`));
  await sql`
    insert into events (account_id, ${columns})
    select m.account_id, ${row}
    from (select 1) as once left join memberships m on m.user_id = ${userId}`.execute(tx);
}

function valuesOf(
  { caller, source, requestId }: EventSource,
  { type, principal, object }: NewEvent,
) {
  const { type: objectType, id: objectId, ...details } = object;
  const id = principal?.id ?? caller?.userId ?? caller?.serviceUserId ?? null;
  return {
    type,
    principal_type: principalType(id),
    principal_id: id,
    principal_name: principal?.name ?? caller?.name ?? null,
    credential_id: caller?.credentialId ?? null,
    source,
    object_type: objectType,
    object_id: objectId,
    object: JSON.stringify(details),
    request_id: requestId,
  };
}

function principalType(id: string | null): string {
  if (id === null) return 'nobody';
  return id.startsWith('svc_') ? 'service_user' : 'user';
}

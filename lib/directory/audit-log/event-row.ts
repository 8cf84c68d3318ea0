import type { Call } from '../call';
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
  /** The account whose log it belongs to; null: none. Default: the caller's. */
  readonly accountId?: string | null | undefined;
}

/** An event of a user, which concerns each account that the user is active in. */
export interface UserEvent extends NewEvent {
  /** Null where there is no such user. */
  readonly userId: string | null;
}

/** The columns of an event, but for its account. */
export function eventRow(
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
    object: JSON.stringify({ ...details, onBehalfOf: caller?.onBehalfOf }),
    request_id: requestId,
  };
}

function principalType(id: string | null): string {
  if (id === null) return 'nobody';
  return id.startsWith('svc_') ? 'service_user' : 'user';
}

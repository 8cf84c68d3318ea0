import type { RawBuilder } from 'kysely';
import type { Call } from '../call';
import type { EventType } from './event-types';

/** An action and its object. */
export interface NewEvent {
  readonly type: EventType;
  /** The user who performed the action, if that is not the caller, as during a login. */
  readonly principal?: { readonly id: string; readonly name: string } | undefined;
  /** The object as the audit log stores it, without secrets and without input of unauthenticated callers. */
  readonly object: {
    /** As in `membership`. */
    readonly type: string;
    readonly id: string | null;
    readonly [detail: string]: unknown;
  };
}

/** The properties of a call that an event stores. */
export type EventSource = Pick<Call, 'caller' | 'source' | 'requestId'>;

/** An event of one account. */
export interface AccountEvent extends NewEvent {
  /** The account whose log has the event. Null: no account. Default: the caller's account. */
  readonly accountId?: string | null | undefined;
}

/** An event about a user, which concerns every account that the user is active in. */
export interface UserEvent extends NewEvent {
  /** Null if the user does not exist. */
  readonly userId: string | null;
  /** Numbers that the database computes for the object, by name. */
  readonly counted?: Readonly<Record<string, RawBuilder<number>>>;
}

/** Returns the columns of an event, without its account. */
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

import type { Identity } from '../identity/identity';
import type { Database } from './database/database';
import type { DirectorySettings } from './settings';

/** One call of an operation: its caller, and everything that the operation works with. */
export interface Call {
  /** Usable until `endsAt`. */
  readonly database: Database;
  /** The deadline of the response, by `performance.now()`. */
  readonly endsAt: number;
  readonly settings: DirectorySettings;
  /** Undefined if the operation requires no authentication. */
  readonly caller: Identity | undefined;
  /** The name of the scheme that authenticated the caller, or `none`, for the audit log. */
  readonly source: string;
  readonly requestId: string;
  /** The caller's IP address, if the request came through an edge. */
  readonly address: string | null;
  /** The shortened User-Agent, which the caller chooses. */
  readonly device: string;
  /** The secret in the request's session cookie, if there is one. */
  readonly presentedSession?: string | undefined;
  /** Sets the session cookie of the caller's browser. Null deletes it. */
  setSession(secret: string | null): void;
}

/** The parts of a call that the guard's lookups need. */
export interface LookupService extends Pick<DirectorySettings, 'rpId'> {
  readonly database: Database;
}

/** Returns the caller of an operation that requires authentication. */
export function callerOf({ caller }: Call): Identity {
  if (caller === undefined)
    throw new Error('an operation that requires a caller was run without one.');
  return caller;
}

import type { Identity } from '../identity/identity';
import type { Database } from './database/database';
import type { DirectorySettings } from './settings';

/** One call of an operation: who calls, by what, and what it works with. */
export interface Call {
  /** Can be asked until `endsAt`. */
  readonly database: Database;
  /** When the answer has to be there, by `performance.now()`. */
  readonly endsAt: number;
  readonly settings: DirectorySettings;
  /** Who calls; undefined where anybody may. */
  readonly caller: Identity | undefined;
  /** What came with the request, for the log of events: the scheme's name, or `none`. */
  readonly source: string;
  readonly requestId: string;
  /** What the caller's program calls itself, shortened: caller-supplied. */
  readonly device: string;
  /** The secret in the session's cookie, where one came with the request. */
  readonly presentedSession?: string | undefined;
  /** Gives the caller's browser the secret of a session, or with null takes it away. */
  setSession(secret: string | null): void;
}

/** Who calls an operation that not anybody may call. */
export function callerOf({ caller }: Call): Identity {
  if (caller === undefined) throw new Error('an operation for known callers was run without one.');
  return caller;
}

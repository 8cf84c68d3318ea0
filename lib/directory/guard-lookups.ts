import type { Identity } from '../identity/identity';
import { type FoundCredential, findCredential } from './credentials/find-credential';
import { databaseAt } from './database/database';
import { type DirectoryPairs, directoryPairs, isNameOf } from './passwords/basic-sign-in';
import { findSession, type LiveSession } from './sessions/find-session';
import type { DirectorySettings } from './settings';

/** What the guard's schemes ask the directory. Everything is read fresh, and rejects where it cannot be. */
export interface DirectoryPart {
  /** The live session of a cookie's secret. */
  session(secret: string): Promise<LiveSession | null>;
  /** The live credential of a token, by the id that is in it. */
  credential(token: { readonly id: string; readonly token: string }): Promise<FoundCredential>;
  readonly pairs: DirectoryPairs;
  /** Whether a username is that of a caller whom the directory has named. */
  isNameOf(identity: Identity, username: string): boolean;
}

/** What can be asked with these settings. Connects when it is first asked. */
export function directoryPart({ database: address }: DirectorySettings): DirectoryPart {
  const database = databaseAt(address);
  return {
    session: (secret) => findSession(database, secret),
    credential: (token) => findCredential(database, token),
    pairs: directoryPairs(database),
    isNameOf,
  };
}

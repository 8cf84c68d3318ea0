import type { Identity } from '../identity/identity';
import {
  type CredentialLookup,
  type FoundCredential,
  findCredential,
} from './credentials/find-credential';
import { databaseAt } from './database/database';
import type { RequestAddress } from './ip-restrictions/address-result';
import { type BasicSignIn, basicSignIn, isUsernameOf } from './passwords/basic-sign-in';
import { findSession, type LiveSession } from './sessions/find-session';
import type { DirectorySettings } from './settings';

/** Lookups of the guard's schemes. Each one reads the database and rejects if the database is unavailable. */
export interface DirectoryLookups {
  /** Finds the live session of a cookie's secret. */
  session(secret: string, from: RequestAddress): Promise<LiveSession | null>;
  /** Finds the live credential of a token by the id in the token. */
  credential(token: CredentialLookup): Promise<FoundCredential>;
  readonly basicSignIn: BasicSignIn;
  /** Returns whether a username is that of a caller found in the directory. */
  isUsernameOf(identity: Identity, username: string): boolean;
}

/** Returns the lookups for these settings. The first lookup connects to the database. */
export function guardLookups({
  database: address,
  rpId,
  keys,
}: DirectorySettings): DirectoryLookups {
  const service = { database: databaseAt(address), rpId };
  return {
    session: (secret, from) => findSession(service, secret, from),
    credential: (token) => findCredential(service, token),
    basicSignIn: basicSignIn(service, keys),
    isUsernameOf,
  };
}

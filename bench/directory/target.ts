import type { AssertionResponse } from '../../lib/passkeys/passkeys';
import type { Authenticator } from '../../test/support/passkeys/authenticator';
import type { ChangeName, EventsRead, ListName } from './tasks';

/** A Postgres database with the tables of one target. */
export interface Database {
  /** The URL for the service's role, which may have few rights. */
  readonly url: string;
  /** The URL for the role that owns the database. */
  readonly ownerUrl: string;
  /** Restarts Postgres with nothing in memory. Only root of a Linux can do that. */
  readonly empty?: () => Promise<void>;
}

/** An implementation of a directory of users. */
export interface Target {
  readonly name: string;
  /** The goals apply to this library, compared with its peers. A floor is the minimum work. */
  readonly side: 'this-library' | 'peer' | 'floor';
  /** The file in targets/ that {@link serve}s it in a separate process. */
  readonly child: string;
  /** The variant that the child runs, if there are several. */
  readonly variant?: string;
  /** Whether only loading is measured, because the target is another target loaded differently. */
  readonly loadingOnly?: boolean;
  /**
   * Creates the tables in an empty database and fills them: each user has a password, one session and
   * one token (API key). Targets with the same function use the same database.
   */
  readonly prepare: (database: Database, users: number) => Promise<void>;
  /** Fills the audit log, if there is one. */
  readonly loadEvents?: (database: Database, events: number) => Promise<void>;
}

/** A timed call, which returns whether the caller was accepted. */
export type Call = () => Promise<boolean>;

/**
 * A target that is ready to answer. Users are numbered from zero, and the number after the last user is
 * unknown. The caller's cookie, key or password is created with the call, outside the measured time.
 */
export interface Loaded {
  checkSession(user: number): Call;
  checkToken(user: number): Call;
  signIn(user: number): Call;
  /** Makes changes, by name. */
  readonly changes?: Readonly<Partial<Record<ChangeName, (user: number) => Call>>>;
  /** Reads lists, by name. */
  readonly lists?: Readonly<Partial<Record<ListName, (user: number) => Call>>>;
  /** Adds a passkey to a user. @returns the two calls of a login with it. */
  addPasskey?(user: number, authenticator: Authenticator): Promise<PasskeyLogin>;
  /** Computes only a password hash, with the target's parameters. */
  bareHash(): Promise<void>;
  /** Reads a page of the events that a filter selects. */
  readEvents?(read: EventsRead): Promise<readonly unknown[]>;
  /** Reads a page of the members of the first account. */
  readMembers?(input: object): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** The two calls of a login with a passkey. The authenticator's answer between them is not measured. */
export interface PasskeyLogin {
  start(): Promise<string>;
  /** Returns whether the login was accepted. */
  finish(response: AssertionResponse): Promise<boolean>;
  /** The user's handle in the authenticator, in base64url. */
  readonly userHandle: string;
}

/** The service that passkeys are created for. */
export const PASSKEY_ORIGIN = 'http://localhost:3000';

export type Load = (database: Database, variant?: string) => Promise<Loaded>;

/** A target with its prepared database. */
export interface Case {
  readonly target: Target;
  readonly users: number;
  readonly database: Database;
}

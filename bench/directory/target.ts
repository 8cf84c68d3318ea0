/** A Postgres with one contestant's tables in it. */
export interface Database {
  /** As the role that a service has, which the owner may have granted little. */
  readonly url: string;
  /** As the role that owns the database. */
  readonly ownerUrl: string;
}

/** One implementation of a directory of users. */
export interface Contestant {
  readonly name: string;
  /** The aims are this kit's, beside its peers; a floor is what nobody can do without. */
  readonly side: 'kit' | 'peer' | 'floor';
  /** Its file in targets/ that {@link serve}s it, in a process of its own. */
  readonly child: string;
  /** How the child is to run it, where it has more than one way. */
  readonly variant?: string;
  /** Another way to load what another contestant is: only loading it is measured. */
  readonly loadingOnly?: boolean;
  /**
   * Makes the tables in an empty database and fills them: each user has a password, one session and
   * one token (API key). Contestants with the same function use the same database.
   */
  readonly prepare: (database: Database, users: number) => Promise<void>;
  /** Fills the log of events, where there is one. */
  readonly loadEvents?: (database: Database, events: number) => Promise<void>;
}

/** What is timed: `true` where the caller was let in. */
export type Call = () => Promise<boolean>;

/**
 * A contestant, ready to answer. Users are numbered from zero; one beyond the last is unknown. What a
 * caller has in hand (a cookie, a key, a password) is made when the call is, outside the clock.
 */
export interface Loaded {
  checkSession(user: number): Call;
  checkToken(user: number): Call;
  signIn(user: number): Call;
  /** The computation alone of its password hash, with its parameters. */
  bareHash(): Promise<void>;
  /** Reads a page of events as a reader would who got there page by page; page 0 has the newest. */
  readEvents?(page: number): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

export type Load = (database: Database, variant?: string) => Promise<Loaded>;

/** A contestant, and the database that was prepared for it. */
export interface Case {
  readonly contestant: Contestant;
  readonly users: number;
  readonly database: Database;
}

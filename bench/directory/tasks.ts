import type { Database } from './target';

/** The work to measure. */
export type Work =
  | { readonly kind: 'checks'; readonly warmUp: number; readonly requests: number }
  | { readonly kind: 'sign-in'; readonly warmUp: number; readonly requests: number }
  | { readonly kind: 'passkeys'; readonly warmUp: number; readonly requests: number }
  | { readonly kind: 'changes'; readonly warmUp: number; readonly requests: number }
  | { readonly kind: 'concurrent-changes'; readonly requests: number }
  | { readonly kind: 'load'; readonly plan: LoadPlan }
  | { readonly kind: 'cold-start' }
  | { readonly kind: 'small' }
  | { readonly kind: 'round-trips' }
  | { readonly kind: 'cold-checks'; readonly requests: number }
  | { readonly kind: 'members'; readonly inputs: readonly object[]; readonly requests: number }
  | { readonly kind: 'events'; readonly reads: readonly EventsRead[]; readonly requests: number };

/** The load of one container. */
export interface LoadPlan {
  /** The time in milliseconds since 1970 at which the measurement begins. */
  readonly beginsAt: number;
  readonly warmUpMs: number;
  readonly seconds: number;
  /** The average pause between two calls, in milliseconds. 0: no pause. */
  readonly pauseMs: number;
}

/** The task of a child process. */
export type Task = Work & {
  readonly database: Database;
  readonly variant?: string;
  readonly users: number;
};

/** Nanoseconds per call, and calls answered per second. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

export type Kind = 'session' | 'token';

/** The latency of each kind of check: one call at a time, and several at a time. */
export type ChecksResult = Readonly<
  Record<Kind, { readonly one: Latency; readonly several: Latency }>
>;

export interface SignInResult {
  readonly signIn: Latency;
  readonly hash: Latency;
  /** The median ratio of a sign-in to the bare hash before it. */
  readonly ratio: number;
  /** The median nanoseconds of a sign-in in addition to the bare hash before it. */
  readonly beyondHash: number;
}

export interface PasskeysResult {
  /** Both calls of a login with a passkey. */
  readonly passkey: Latency;
  readonly password: Latency;
  /** The median ratio of a login with a passkey to the login with a password before it. */
  readonly ratio: number;
  /** The median processor time of a login with a passkey, in nanoseconds. */
  readonly processor: number;
}

/** The changes that targets have in common, and one that only this library has. */
export const NAMES = ['create an API key', 'change the name', 'create a service user'] as const;

export type ChangeName = (typeof NAMES)[number];

export const LISTS = ['list the API keys', 'list the sessions', 'list the members'] as const;

export type ListName = (typeof LISTS)[number];

/** The kinds of calls under load, with their percentages of all calls. */
export const MIX = {
  'session check': 50,
  'token check': 30,
  list: 14,
  change: 5,
  'sign-in': 1,
} as const;

export type LoadKind = keyof typeof MIX;

/** The measurements of one container under load. */
export interface LoadResult {
  /** The duration of the measurement. */
  readonly seconds: number;
  /** The microseconds of each answered call. */
  readonly latencies: Readonly<Record<LoadKind, readonly number[]>>;
  /** The number of each error, by kind and message. */
  readonly errors: Readonly<Record<string, number>>;
  /** The highest number of simultaneous connections. */
  readonly connections: number;
  /** Bytes of resident memory, once a second. */
  readonly memory: readonly number[];
}

/** The latency of each change that the target knows. */
export type ChangesResult = Readonly<Partial<Record<ChangeName, Latency>>>;

/** The latency of each change by several callers: all in one account, or in many. */
export type ConcurrentChangesResult = Readonly<
  Record<string, { readonly one: Latency; readonly many: Latency }>
>;

/** The number of callers who make changes at once. */
export const CALLERS = 16;

/** Bytes of resident memory. */
export interface ColdStartResult {
  readonly loaded: number;
  readonly answered: number;
}

/** The figures of one new process with little processor time. */
export interface SmallResult {
  /** The nanoseconds of each call, by name. */
  readonly calls: Readonly<Record<string, number>>;
  /** The number of the two sign-ins at once that were not answered in time. */
  readonly refused: number;
  /** The nanoseconds of each session check during two sign-ins. */
  readonly checks: readonly number[];
  /** The processor time until the second sign-in was answered. */
  readonly processorMs: number;
  readonly peakBytes: number;
}

/** The traffic to Postgres of one call. */
export interface Traffic {
  /** The number of waits for Postgres. */
  readonly roundTrips: number;
  /** Includes the statements that begin and end transactions. */
  readonly statements: number;
}

export type RoundTripsResult = Readonly<Record<Kind | 'signIn', Traffic>>;

/** A page of the audit log. */
export interface EventsRead {
  /** The page of the unfiltered log whose end is the cursor. 0: no cursor. */
  readonly page: number;
  readonly filter: object;
}

/** The latency of each read. */
export type ReadsResult = readonly Latency[];

/** The latency of the first checks of each kind, without the first one, which opens the connection. */
export type ColdChecksResult = Readonly<Record<Kind, Latency>>;

/** The number of simultaneous calls in a concurrent measurement. */
export const CONCURRENCY = 8;

/** The text that a child prints when it is ready, and again after its first answer. */
export const READY = 'ready\n';

/** Events per page. */
export const EVENTS_PAGE = 100;

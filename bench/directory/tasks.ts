import type { Database } from './target';

/** What is to be measured. */
export type Work =
  | { readonly kind: 'checks'; readonly warmUp: number; readonly requests: number }
  | { readonly kind: 'sign-in'; readonly warmUp: number; readonly requests: number }
  | { readonly kind: 'cold-start' }
  | { readonly kind: 'round-trips' }
  | { readonly kind: 'events'; readonly pages: readonly number[]; readonly requests: number };

/** What a child is asked to measure. */
export type Task = Work & {
  readonly database: Database;
  readonly variant?: string;
  readonly users: number;
};

/** Nanoseconds a call, and how many were answered in a second. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

export type Kind = 'session' | 'token';

/** Of each kind of check: one after the other, and several at a time. */
export type ChecksResult = Readonly<
  Record<Kind, { readonly one: Latency; readonly several: Latency }>
>;

export interface SignInResult {
  readonly signIn: Latency;
  readonly hash: Latency;
  /** A sign-in beside the bare hash before it: the median of the ratios. */
  readonly ratio: number;
}

/** Bytes of resident memory. */
export interface ColdStartResult {
  readonly loaded: number;
  readonly answered: number;
}

/** What went to Postgres for one call. */
export interface Traffic {
  /** Times that Postgres was waited for. */
  readonly roundTrips: number;
  /** With what begins and ends transactions. */
  readonly statements: number;
}

export type RoundTripsResult = Readonly<Record<Kind | 'signIn', Traffic>>;

/** Of each page. */
export type EventsResult = readonly Latency[];

/** How many calls are under way at a time, where it is several. */
export const CONCURRENCY = 8;

/** What a child writes when it is ready to answer, and again when it has answered once. */
export const READY = 'ready\n';

/** Events a page. */
export const EVENTS_PAGE = 100;

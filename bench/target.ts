/** A user, in the form that every target receives. */
export interface User {
  readonly username: string;
  readonly password: string;
}

/** Decides whether the caller with this Authorization header is accepted. */
export type Decide = (authorization: string | undefined) => boolean | Promise<boolean>;

/** An implementation, behind its public API. */
export interface Target {
  readonly name: string;
  /** The numbers of users to measure with. Default: {@link ALL_SIZES}. */
  readonly sizes?: readonly number[];
  /** The kinds of caller that the target supports. Default: all kinds of its scenario. */
  readonly cases?: readonly Case[];
  /** From this number of users on, a slow target is measured in the first round only. */
  readonly onceFrom?: number;
  readonly create: (users: readonly User[]) => Decide | Promise<Decide>;
}

export type Case = 'valid' | 'wrong' | 'unknown' | 'expired' | 'missing' | 'malformed';

/** The Authorization headers that callers of each kind send in rotation; `undefined` is a missing header. */
export type Callers = Readonly<Partial<Record<Case, readonly (Buffer | undefined)[]>>>;

/** A type of credential, the targets that check it, and the callers that they receive. */
export interface Scenario {
  readonly targets: readonly Target[];
  /** The kinds of caller, in the order of the table. */
  readonly cases: readonly Case[];
  /** The column headings of kinds of caller whose heading is not their name. */
  readonly headings: Readonly<Partial<Record<Case, string>>>;
  users(size: number): readonly User[];
  callers(users: readonly User[]): Callers;
}

/** The result of one measurement of one target: nanoseconds per decision. */
export type Figures = Readonly<Partial<Record<Case, number>>>;

export const ALL_SIZES: readonly number[] = [1, 1_000, 10_000];
export const ONE_USER: readonly number[] = [1];

/** One user, as every contestant gets to know it. */
export interface User {
  readonly username: string;
  readonly password: string;
}

/** Whether the caller with this Authorization field value is let in. */
export type Decide = (authorization: string | undefined) => boolean | Promise<boolean>;

/** One implementation, behind the door it offers to everybody. */
export interface Contestant {
  readonly name: string;
  /** The numbers of users to measure it with. Default: {@link ALL_SIZES}. */
  readonly sizes?: readonly number[];
  /** The kinds of caller that it can be measured with. Default: all of its scenario. */
  readonly cases?: readonly Case[];
  /** From this number of users on it is measured in the first round only: it is that slow. */
  readonly onceFrom?: number;
  readonly create: (users: readonly User[]) => Decide | Promise<Decide>;
}

export type Case = 'valid' | 'wrong' | 'unknown' | 'expired' | 'missing' | 'malformed';

/** The field values that callers of each kind send in rotation; `undefined` is a missing field. */
export type Callers = Readonly<Partial<Record<Case, readonly (Buffer | undefined)[]>>>;

/** A way to prove who calls, the contestants that check it, and the callers that they meet. */
export interface Scenario {
  readonly contestants: readonly Contestant[];
  /** The kinds of caller, in the order of the table. */
  readonly cases: readonly Case[];
  /** What kinds of caller are called in the table, where that is not their name. */
  readonly headings: Readonly<Partial<Record<Case, string>>>;
  users(size: number): readonly User[];
  callers(users: readonly User[]): Callers;
}

/** What one measurement of one contestant found: nanoseconds a decision. */
export type Figures = Readonly<Partial<Record<Case, number>>>;

export const ALL_SIZES: readonly number[] = [1, 1_000, 10_000];
export const ONE_USER: readonly number[] = [1];

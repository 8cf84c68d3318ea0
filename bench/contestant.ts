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
  /** The kinds of caller that it can be measured with. Default: {@link CASES}. */
  readonly cases?: readonly Case[];
  /** From this number of users on it is measured in the first round only: it is that slow. */
  readonly onceFrom?: number;
  readonly create: (users: readonly User[]) => Decide | Promise<Decide>;
}

export const CASES = ['valid', 'wrong', 'unknown', 'missing', 'malformed'] as const;
export type Case = (typeof CASES)[number];

/** What one measurement of one contestant found: nanoseconds a decision. */
export type Figures = Readonly<Partial<Record<Case, number>>>;

export const ALL_SIZES: readonly number[] = [1, 1_000, 10_000];
export const ONE_USER: readonly number[] = [1];

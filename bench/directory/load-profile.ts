/** The length of each measurement. */
export interface DirectoryLoadProfile {
  readonly sizes: readonly number[];
  /** The numbers of members of one account. */
  readonly members: readonly number[];
  readonly rounds: number;
  readonly requests: number;
  readonly warmUp: number;
  readonly signInRounds: number;
  readonly signIns: number;
  readonly startRounds: number;
  readonly events: number;
  /** Of each measurement behind a relay. */
  readonly delayedRounds: number;
  readonly delayedRequests: number;
}

export const FULL: DirectoryLoadProfile = {
  sizes: [1_000, 1_000_000],
  members: [1_000, 100_000],
  rounds: 3,
  requests: 2_000,
  warmUp: 1_000,
  signInRounds: 3,
  signIns: 40,
  startRounds: 20,
  events: 10_000_000,
  delayedRounds: 3,
  delayedRequests: 60,
};

/** A short run, to check that everything works. */
export const QUICK: DirectoryLoadProfile = {
  sizes: [1_000],
  members: [1_000],
  rounds: 2,
  requests: 500,
  warmUp: 200,
  signInRounds: 1,
  signIns: 10,
  startRounds: 3,
  events: 10_000,
  delayedRounds: 1,
  delayedRequests: 16,
};

/** How long to measure. */
export interface ServersEffort {
  readonly warmUpSeconds: number;
  readonly rounds: number;
  /** How often a round comes back to each load that needs no hashing. */
  readonly turns: number;
  readonly turnSeconds: number;
  /** Of a load that needs hashing: its answers are few, and come in bursts. */
  readonly hashingSeconds: number;
  /** Pairs of a wrong password and an unknown user in a round. */
  readonly pairs: number;
  /** Of the steady caller, without and with a flood. */
  readonly callerSeconds: number;
}

export const FULL: ServersEffort = {
  warmUpSeconds: 2,
  rounds: 2,
  turns: 3,
  turnSeconds: 2,
  hashingSeconds: 6,
  pairs: 8,
  callerSeconds: 8,
};

export const QUICK: ServersEffort = {
  warmUpSeconds: 0.5,
  rounds: 1,
  turns: 1,
  turnSeconds: 1,
  hashingSeconds: 2,
  pairs: 4,
  callerSeconds: 2,
};

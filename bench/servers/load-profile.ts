/** The length of each measurement. */
export interface ServersLoadProfile {
  readonly warmUpSeconds: number;
  readonly rounds: number;
  /** The turns per round of each load that needs no hashing. */
  readonly turns: number;
  readonly turnSeconds: number;
  /** The length of a load that needs hashing, whose few answers come in bursts. */
  readonly hashingSeconds: number;
  /** Comparisons of a wrong password with an unknown user per round. */
  readonly comparisons: number;
  /** The length of the steady calls, without and with a flood. */
  readonly callerSeconds: number;
}

export const FULL: ServersLoadProfile = {
  warmUpSeconds: 2,
  rounds: 2,
  turns: 3,
  turnSeconds: 2,
  hashingSeconds: 6,
  comparisons: 8,
  callerSeconds: 8,
};

export const QUICK: ServersLoadProfile = {
  warmUpSeconds: 0.5,
  rounds: 1,
  turns: 1,
  turnSeconds: 1,
  hashingSeconds: 2,
  comparisons: 4,
  callerSeconds: 2,
};

import type { Contestant } from '../contestant';
import { betterAuth, betterAuthBundled, betterAuthJoins } from './better-auth';
import { floor } from './floor';

/** Everybody who is measured, in the order of the tables. */
export const CONTESTANTS: readonly Contestant[] = [
  betterAuth,
  betterAuthJoins,
  betterAuthBundled,
  floor,
];

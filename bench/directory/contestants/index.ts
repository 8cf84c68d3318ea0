import type { Contestant } from '../contestant';
import { betterAuth, betterAuthBundled, betterAuthJoins } from './better-auth';
import { floor } from './floor';
import { kit } from './kit';

/** Everybody who is measured, in the order of the tables. */
export const CONTESTANTS: readonly Contestant[] = [
  kit,
  betterAuth,
  betterAuthJoins,
  betterAuthBundled,
  floor,
];

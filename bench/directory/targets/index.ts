import type { Contestant } from '../target';
import { betterAuth, betterAuthBundled, betterAuthJoins } from './better-auth';
import { floor } from './floor';
import { kit } from './this-library';

/** Everybody who is measured, in the order of the tables. */
export const CONTESTANTS: readonly Contestant[] = [
  kit,
  betterAuth,
  betterAuthJoins,
  betterAuthBundled,
  floor,
];

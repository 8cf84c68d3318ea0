import type { Target } from '../target';
import { betterAuth, betterAuthBundled, betterAuthJoins } from './better-auth';
import { floor } from './floor';
import { thisLibrary } from './this-library';

/** All targets, in the order of the tables. */
export const TARGETS: readonly Target[] = [
  thisLibrary,
  betterAuth,
  betterAuthJoins,
  betterAuthBundled,
  floor,
];

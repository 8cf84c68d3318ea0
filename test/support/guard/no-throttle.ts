import type { ThrottleStore } from '../../../assets/auth.private';

/** A throttle that never throttles, for tests of something else that guess a lot. */
export const NO_THROTTLE: ThrottleStore = { consume: () => 0, refund: () => undefined };

/** Options for tests whose credentials are short, and whose guesses are many. */
export const RELAXED = { minPasswordLength: 1, throttle: NO_THROTTLE } as const;

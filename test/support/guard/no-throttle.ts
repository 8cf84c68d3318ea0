import type { ThrottleStore } from '../../../assets/auth.private';

/** A throttle without a limit, for tests with many guesses that are not about throttling. */
export const NO_THROTTLE: ThrottleStore = { consume: () => 0, refund: () => undefined };

/** Options for tests with short credentials and many guesses. */
export const RELAXED = { minPasswordLength: 1, throttle: NO_THROTTLE } as const;

import type { PasskeyProblem, RejectedPasskey } from './passkeys';

/** The exception with which the checks of this folder end a verification. It never leaves the folder. */
class Rejection extends Error {
  constructor(readonly problem: PasskeyProblem) {
    super(problem);
  }
}

/** Throws a rejection unless a condition holds. */
export function requirePasskey(condition: boolean, problem: PasskeyProblem): asserts condition {
  if (!condition) throw new Rejection(problem);
}

/**
 * Runs a verification and returns its rejection. Any other exception is a malformed response, because the input
 * comes from a caller and the parsers throw for it.
 */
export async function catchRejection<Verified>(
  verify: () => Promise<Verified>,
): Promise<Verified | RejectedPasskey> {
  try {
    return await verify();
  } catch (reason) {
    return { problem: reason instanceof Rejection ? reason.problem : 'malformed' };
  }
}

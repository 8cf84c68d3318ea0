import type { SsoProblem } from './sso';

/** The exception with which the checks of an answer end. It never leaves the part of the library that makes them. */
export class SsoFailure extends Error {
  constructor(
    readonly problem: SsoProblem['problem'],
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Throws a failure unless a condition holds. @param reason - the name of the check. */
export function requireValid(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new SsoFailure('invalid', reason);
}

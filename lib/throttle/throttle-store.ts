/**
 * What remembers how often a name was refused, and for how long it has to wait.
 *
 * A key is a digest (SHA-256, base64url), never what a caller typed. Each verb is one atomic step, since equal guesses
 * come at once; both may answer with a promise. Where a store fails, the caller is refused.
 */
export interface ThrottleStore {
  /**
   * Asks for one attempt and counts it as refused, for nobody knows yet how it will end.
   *
   * @returns 0 where the attempt may be made; else for how many seconds the name has to wait, and
   * nothing is counted.
   */
  consume(key: string): number | Promise<number>;
  /** Takes one attempt back: it was not refused. */
  refund(key: string): void | Promise<void>;
}

/**
 * What remembers which signed requests were here.
 *
 * An id is a digest (SHA-256, base64url), never what a caller sent. To claim one is one atomic step,
 * since equal requests come at once; it may answer with a promise. Where a store fails, the caller is
 * refused.
 */
export interface ReplayStore {
  /** @returns `true` the first time that this id is claimed, `false` ever after. */
  claim(id: string): boolean | Promise<boolean>;
}

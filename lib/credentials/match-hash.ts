import { limitConcurrency } from '../passwords/limit-concurrency';
import type { ChecksFor } from './hash-checks';

// Each check takes up to 64 MiB, of the 256 MB that a Function has.
const MAX_RUNNING = 2;
// More would be answered after the platform's ten seconds, so they had better come again.
const MAX_WAITING = 64;

const limited = limitConcurrency(MAX_RUNNING, MAX_WAITING);

/**
 * Checks a password against the stored hashes of its user, or, for as long as that would take,
 * against those of somebody else.
 *
 * @returns the id of the credential that matches, or `undefined`; `null` in place of a promise where
 * too many checks are waiting already.
 */
export function matchHash(
  checksFor: ChecksFor,
  username: string,
  password: string,
): Promise<string | undefined> | null {
  return limited(async () => {
    const { checks, counts } = checksFor(username);
    for (const { id, hash } of checks) {
      const matches = await hash.verify(password);
      if (matches && counts) return id;
    }
    return undefined;
  });
}

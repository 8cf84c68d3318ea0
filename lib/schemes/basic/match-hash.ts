import { GUARD_TIME_LIMIT_MS, hashInTurn } from '../../passwords/hash-in-turn';
import type { ChecksFor } from './hash-candidates';

/**
 * Checks a password against the stored hashes of its user, or, for as long as that would take,
 * against those of somebody else.
 *
 * @returns the id of the credential that matches, or `undefined`.
 * @throws TooManyHashes where it would not be done in time.
 */
export function matchHash(
  checksFor: ChecksFor,
  username: string,
  password: string,
): Promise<string | undefined> {
  return hashInTurn(performance.now() + GUARD_TIME_LIMIT_MS, async () => {
    const { checks, counts } = checksFor(username);
    for (const { id, hash } of checks) {
      const matches = await hash.verify(password);
      if (matches && counts) return id;
    }
    return undefined;
  });
}

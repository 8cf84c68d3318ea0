import { hash, randomBytes } from 'node:crypto';

// Known to this process only, so nobody outside can choose where in an index a guess lands.
const PROCESS_KEY = randomBytes(32).toString('base64');

/**
 * Secrets and what each stands for, found by a keyed digest; the secrets themselves are not kept.
 *
 * One digest and one look-up decide, however many entries there are. A secret that is almost right
 * misses exactly as one that is entirely wrong, and since the digest is keyed, the time that the
 * look-up takes says nothing about what is stored.
 *
 * @returns a function that looks a secret up.
 */
export function indexSecrets<T>(
  entries: Iterable<readonly [secret: string, value: T]>,
): (secret: string) => T | undefined {
  const index = new Map<string, T>();
  for (const [secret, value] of entries) index.set(digest(secret), value);
  return (secret) => index.get(digest(secret));
}

function digest(secret: string): string {
  return hash('sha256', PROCESS_KEY + secret, 'binary');
}

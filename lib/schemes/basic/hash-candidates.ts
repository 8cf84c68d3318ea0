import { GUARD_TIME_LIMIT_MS, limitHashing } from '../../passwords/limit-hashing';
import type { PasswordHash } from '../../passwords/password-hash';
import { keyedDigest } from '../../util/keyed-digest';
import { nodeCrypto } from '../../util/node-crypto';
import type { KnownCredential } from './credential';

/** A stored hash and the id of its credential. */
export interface HashCandidate {
  readonly id: string;
  readonly hash: PasswordHash;
}

/** A function that returns the stored hashes to check a password against, for any username. */
export type CandidatesFor = (username: string) => HashCandidates;

/** The hashes for one username. */
export interface HashCandidates {
  readonly candidates: readonly HashCandidate[];
  /** Whether these are hashes of another user, checked for their duration only: a match means nothing. */
  readonly isDecoy: boolean;
}

/**
 * Selects hashes for every username, so that a check takes as long for unknown users as for known ones.
 *
 * A username without a stored hash gets the hashes of a user who has one, as decoys. The username itself
 * determines the decoy: it is the same in every process, and over many usernames the durations are
 * distributed like those of the known users. With mixed formats or costs, a duration therefore does not
 * reveal whether its username is known.
 *
 * @see docs/adr/0006-equal-work-for-unknown-users.md
 * @returns `null` if no credential has a stored hash.
 */
export function hashCandidates(credentials: readonly KnownCredential[]): CandidatesFor | null {
  const { createHash } = nodeCrypto();
  const byName = new Map<string, HashCandidate[]>();
  const seed = createHash('sha256');
  for (const credential of credentials) {
    const { username, password, stored } = credential;
    if (password.format === 'plain') continue;
    const name = keyedDigest(username);
    const candidates = byName.get(name) ?? [];
    candidates.push({ id: credentialId(credential), hash: password });
    byName.set(name, candidates);
    seed.update(`${stored}\n`);
  }
  if (byName.size === 0) return null;

  const all = [...byName.values()];
  const secret = seed.digest('base64');
  return (username) => {
    const number = createHash('sha256').update(secret).update(username).digest().readUInt32BE();
    const decoy = all[number % all.length] as HashCandidate[];
    const known = byName.get(keyedDigest(username));
    return { candidates: known ?? decoy, isDecoy: known === undefined };
  };
}

/** Returns the id of a credential with a stored hash. It changes with the hash. */
export function credentialId({
  username,
  stored,
}: Pick<KnownCredential, 'username' | 'stored'>): string {
  return keyedDigest(`${stored}\n${username}`);
}

/**
 * Checks a password against the stored hashes of its user, or against decoys of the same duration.
 *
 * @returns the id of the matching credential, or `undefined`.
 * @throws HashingOverloaded if the check could not finish in time.
 */
export function matchHash(
  candidatesFor: CandidatesFor,
  username: string,
  password: string,
): Promise<string | undefined> {
  return limitHashing(performance.now() + GUARD_TIME_LIMIT_MS, async () => {
    const { candidates, isDecoy } = candidatesFor(username);
    for (const { id, hash } of candidates) {
      const matches = await hash.verify(password);
      if (matches && !isDecoy) return id;
    }
    return undefined;
  });
}

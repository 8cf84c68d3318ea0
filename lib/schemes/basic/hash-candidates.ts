import { createHash } from 'node:crypto';
import { GUARD_TIME_LIMIT_MS, limitHashing } from '../../passwords/limit-hashing';
import type { PasswordHash } from '../../passwords/password-hash';
import { keyedDigest } from '../../util/keyed-digest';
import type { KnownCredential } from './credential';

/** A stored hash and the id of the credential that it belongs to. */
export interface HashCheck {
  readonly id: string;
  readonly hash: PasswordHash;
}

/** Tells which stored hashes a password has to be checked against, for names known or not. */
export type ChecksFor = (username: string) => HashChecks;

/** The checks for one name. */
export interface HashChecks {
  readonly checks: readonly HashCheck[];
  /** Whether a match lets the caller in: for a name without a hash it would mean nothing. */
  readonly counts: boolean;
}

/**
 * Gives every name its work, so that unknown users take as long as known ones.
 *
 * A name without a stored hash gets the checks of a user who has one, to be made for their duration
 * only. Which user is chosen by the name itself: each name keeps its own, in every process, and
 * over many names the durations are spread as those of the known users are. Where formats or costs
 * are mixed, a duration says nothing about whether its name is known.
 *
 * @see docs/adr/0006-equal-work-for-unknown-users.md
 * @returns `null` where nobody has a stored hash.
 */
export function hashChecks(credentials: readonly KnownCredential[]): ChecksFor | null {
  const byName = new Map<string, HashCheck[]>();
  const seed = createHash('sha256');
  for (const credential of credentials) {
    const { username, password, stored } = credential;
    if (password.format === 'plain') continue;
    const name = keyedDigest(username);
    const checks = byName.get(name) ?? [];
    checks.push({ id: credentialId(credential), hash: password });
    byName.set(name, checks);
    seed.update(`${stored}\n`);
  }
  if (byName.size === 0) return null;

  const all = [...byName.values()];
  const secret = seed.digest('base64');
  return (username) => {
    const number = createHash('sha256').update(secret).update(username).digest().readUInt32BE();
    const decoy = all[number % all.length] as HashCheck[];
    const known = byName.get(keyedDigest(username));
    return { checks: known ?? decoy, counts: known !== undefined };
  };
}

/** What a credential with a stored hash is known by: another hash, another id. */
export function credentialId({
  username,
  stored,
}: Pick<KnownCredential, 'username' | 'stored'>): string {
  return keyedDigest(`${stored}\n${username}`);
}

/**
 * Checks a password against the stored hashes of its user, or, for as long as that would take,
 * against those of somebody else.
 *
 * @returns the id of the credential that matches, or `undefined`.
 * @throws HashingOverloaded where it would not be done in time.
 */
export function matchHash(
  checksFor: ChecksFor,
  username: string,
  password: string,
): Promise<string | undefined> {
  return limitHashing(performance.now() + GUARD_TIME_LIMIT_MS, async () => {
    const { checks, counts } = checksFor(username);
    for (const { id, hash } of checks) {
      const matches = await hash.verify(password);
      if (matches && counts) return id;
    }
    return undefined;
  });
}

import { parseArgon2id } from './argon2id';
import { parseBcrypt } from './bcrypt';
import { containsHash } from './contains-hash';
import { type HashProblem, type PasswordHash, REHASH } from './password-hash';
import { parseScrypt } from './scrypt';

/** How to say that a text is a password, and no hash. */
export const MARK_PLAIN = 'put {PLAIN} in front of it where it is a plain password';

const KINDS = [
  [/^\$scrypt\$/, parseScrypt],
  [/^\$argon2id\$/, parseArgon2id],
  [/^\$2[aby]\$/, parseBcrypt],
] as const;

/** Whether a text begins as a hash of a kind that can be used does. */
export function beginsLikeHash(text: string): boolean {
  return KINDS.some(([beginning]) => beginning.test(text));
}

/**
 * Reads a stored hash. What only looks like one, or has one in it, is a problem and never a plain
 * password: a hash that has leaked must not be what lets a stranger in.
 *
 * @returns `null` for a text that has no hash in it, as far as anybody can tell.
 */
export function parsePasswordHash(
  stored: string,
  pepper: string | undefined,
): PasswordHash | HashProblem | null {
  const kind = KINDS.find(([beginning]) => beginning.test(stored));
  if (kind !== undefined) return kind[1](stored, pepper);
  if (/^[${]/.test(stored)) return looksLikeHash('looks like a hash');
  return containsHash(stored) ? looksLikeHash('looks like a hash, or has one in it,') : null;
}

function looksLikeHash(what: string): HashProblem {
  return { problem: `${what} of a kind that cannot be used: ${REHASH}, or ${MARK_PLAIN}` };
}

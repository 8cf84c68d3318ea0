import { parseArgon2id } from './argon2id';
import { parseBcrypt } from './bcrypt';
import { containsHash } from './contains-hash';
import { type HashProblem, type PasswordHash, REHASH } from './password-hash';
import { parseScrypt } from './scrypt';

/** The instruction for marking a text as a plain password. */
export const MARK_PLAIN = 'put {PLAIN} in front of it if it is a plain password';

const FORMATS = [
  [/^\$scrypt\$/, parseScrypt],
  [/^\$argon2id\$/, parseArgon2id],
  [/^\$2[aby]\$/, parseBcrypt],
] as const;

/** Returns whether a text has the prefix of a supported hash format. */
export function hasHashPrefix(text: string): boolean {
  return FORMATS.some(([prefix]) => prefix.test(text));
}

/**
 * Parses a stored hash. A text that looks like a hash or contains one is a problem and never a plain
 * password, because otherwise a leaked hash could be used as a password.
 *
 * @returns `null` if the text contains no recognizable hash.
 */
export function parsePasswordHash(
  stored: string,
  pepper: string | undefined,
): PasswordHash | HashProblem | null {
  const format = FORMATS.find(([prefix]) => prefix.test(stored));
  if (format !== undefined) return format[1](stored, pepper);
  if (/^[${]/.test(stored)) return looksLikeHash('looks like a hash');
  return containsHash(stored) ? looksLikeHash('looks like a hash, or contains one,') : null;
}

function looksLikeHash(what: string): HashProblem {
  return { problem: `${what} of an unsupported format: ${REHASH}, or ${MARK_PLAIN}` };
}

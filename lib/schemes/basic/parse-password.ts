import { lengthProblem, textProblem } from '../../http/credential-text';
import { type PasswordHash, REHASH } from '../../passwords/password-hash';
import { MARK_PLAIN, readPasswordHash } from '../../passwords/read-password-hash';
import type { PlainPassword } from './credential';

/** How passwords are read. */
export interface PasswordRules {
  /** The value of `PASSWORD_PEPPER`. */
  readonly pepper: string | undefined;
  /** The least number of characters of a plain password; `null` where any length will do. */
  readonly minLength: number | null;
  /** Whether a plain password has to have `{PLAIN}` in front, as in an htpasswd file. Default: no. */
  readonly needsMark?: boolean;
}

const PLAIN = '{PLAIN}';
const UNMARKED = `is no hash that can be used: ${REHASH}, or ${MARK_PLAIN}`;

/**
 * Reads what stands where a password is expected: a stored hash, or the password itself, with
 * `{PLAIN}` in front of it where it would be taken for a hash, or where the rules ask for that.
 *
 * @returns the password, or what is wrong with it, in words that do not repeat it.
 */
export function readPassword(
  stored: unknown,
  { pepper, minLength, needsMark = false }: PasswordRules,
): PlainPassword | PasswordHash | { readonly problem: string } {
  const problem = textProblem(stored);
  if (problem !== undefined) return { problem };
  const text = stored as string;
  const isMarked = text.startsWith(PLAIN);
  const hash = isMarked ? null : readPasswordHash(text, pepper);
  if (hash !== null) return hash;
  // It may be a hash of a kind that nobody here knows, or a user who was locked.
  if (needsMark && !isMarked) return { problem: UNMARKED };

  const password = (isMarked ? text.slice(PLAIN.length) : text).normalize('NFC');
  if (password === '') return { problem: 'is not set or empty' };
  const wrongLength = minLength === null ? undefined : lengthProblem(password, minLength);
  return wrongLength === undefined ? { format: 'plain', password } : { problem: wrongLength };
}

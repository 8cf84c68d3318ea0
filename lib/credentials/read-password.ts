import type { PasswordHash } from '../passwords/password-hash';
import { readPasswordHash } from '../passwords/read-password-hash';
import type { PlainPassword } from './credential';
import { lengthProblem, textProblem } from './credential-problems';

/** How passwords are read. */
export interface PasswordRules {
  /** The value of `PASSWORD_PEPPER`. */
  readonly pepper: string | undefined;
  /** The least number of characters of a plain password; `null` where any length will do. */
  readonly minLength: number | null;
}

const PLAIN = '{PLAIN}';

/**
 * Reads what stands where a password is expected: a stored hash, or the password itself, with
 * `{PLAIN}` in front of it where it would be taken for a hash.
 *
 * @returns the password, or what is wrong with it, in words that do not repeat it.
 */
export function readPassword(
  stored: unknown,
  { pepper, minLength }: PasswordRules,
): PlainPassword | PasswordHash | { readonly problem: string } {
  const problem = textProblem(stored);
  if (problem !== undefined) return { problem };
  const text = stored as string;
  const isMarked = text.startsWith(PLAIN);
  const hash = isMarked ? null : readPasswordHash(text, pepper);
  if (hash !== null) return hash;

  const password = (isMarked ? text.slice(PLAIN.length) : text).normalize('NFC');
  if (password === '') return { problem: 'is not set or empty' };
  const wrongLength = minLength === null ? undefined : lengthProblem(password, minLength);
  return wrongLength === undefined ? { format: 'plain', password } : { problem: wrongLength };
}

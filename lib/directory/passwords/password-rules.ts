import { isCommonPassword } from './common-passwords';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, MIN_PIECE_LENGTH } from './password-lengths';

/** What is wrong with a password that somebody has chosen. */
export type PasswordProblem =
  | 'PASSWORD_TOO_SHORT'
  | 'PASSWORD_TOO_LONG'
  | 'PASSWORD_INVALID_CHARACTERS'
  | 'PASSWORD_CONTAINS_PERSONAL_DATA'
  | 'PASSWORD_COMMON';

/** A password, and what can be known of whom it is for. */
export interface ChosenPassword {
  readonly password: string;
  /** The names of the service, the user and the user's accounts, and the e-mail address: what others think of first. */
  readonly context: readonly string[];
}

// RFC 7617 section 2: Basic cannot carry control characters; what is no text cannot be hashed.
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const SEPARATORS = /[^\p{L}\p{M}\p{N}]+/u;

/**
 * Checks a new password by the rules of NIST SP 800-63B-4 section 3.1.1.2: its length, counted in code
 * points after NFC, and whether it is one that others think of. Which characters it has is up to the
 * user, and no part of it is cut off.
 *
 * Words of the context do not count towards the length, so a password may have them where the rest of
 * it is enough alone. The rest must not be common either; case makes no difference.
 *
 * @returns the first problem; `null` for none.
 */
export function passwordProblem({ password, context }: ChosenPassword): PasswordProblem | null {
  if (UNPRINTABLE.test(password)) return 'PASSWORD_INVALID_CHARACTERS';
  const text = password.normalize('NFC');
  const length = lengthOf(text);
  if (length < MIN_PASSWORD_LENGTH) return 'PASSWORD_TOO_SHORT';
  if (length > MAX_PASSWORD_LENGTH) return 'PASSWORD_TOO_LONG';
  const folded = fold(text);
  const own = withoutWords(folded, context);
  if (own !== folded && lengthOf(own) < MIN_PASSWORD_LENGTH)
    return 'PASSWORD_CONTAINS_PERSONAL_DATA';
  return isCommonPassword(own) ? 'PASSWORD_COMMON' : null;
}

function withoutWords(text: string, context: readonly string[]): string {
  const folded = context.map(fold);
  const words = [...folded, ...folded.flatMap((part) => part.split(SEPARATORS))]
    .filter((word) => lengthOf(word) >= MIN_PIECE_LENGTH)
    // The longest first: it may hold the others.
    .toSorted((one, other) => other.length - one.length);
  return words.reduce((rest, word) => rest.replaceAll(word, ''), text);
}

function fold(text: string): string {
  return text.toLowerCase().normalize('NFC');
}

function lengthOf(text: string): number {
  return [...text].length;
}

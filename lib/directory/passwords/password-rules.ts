import { trimAround } from '../../util/trim-around';
import { lines } from './common-passwords.json';

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

/**
 * The least code points of a password: NIST SP 800-63B-4 section 3.1.1.2 wants 15 where a password
 * may be all that is asked for, as it is wherever an account does not require a second factor.
 */
export const MIN_PASSWORD_LENGTH = 15;

/** The most: NIST asks for 64 at least, and the end keeps hashes of one size from costing more. */
const MAX_PASSWORD_LENGTH = 128;

/** What is shorter comes up in any text, so it says nothing about it. */
export const MIN_PIECE_LENGTH = 4;

const ANY_SEPARATOR = /[^\p{L}\p{M}\p{N}]+/gu;
const DIGIT = /\p{N}/u;

let words: ReadonlySet<string> | undefined;

/**
 * Whether everybody would think of a password: it is on the list of common ones, or two of that list
 * in a row, whatever separates them and whichever digits stand around them; or one text again and
 * again, or characters in the order of their code.
 *
 * Hardly any of the most common passwords has 15 characters, so the ones that people will have are
 * made of two that do not. Three words in a row are no longer among the first that anybody tries.
 *
 * @param text - in small letters.
 */
function isCommonPassword(text: string): boolean {
  const letters = text.replace(ANY_SEPARATOR, '');
  const core = trimAround(letters, DIGIT);
  return [text, letters].some(isMonotonous) || [letters, core].some(isListed);
}

function isMonotonous(text: string): boolean {
  // Where a text is found within itself twice, it begins anew.
  const unit = `${text}${text}`.indexOf(text, 1);
  if (unit < text.length && unit < MIN_PASSWORD_LENGTH) return true;
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0))).size === 1;
}

function isListed(text: string): boolean {
  words ??= new Set(lines.join(' ').split(' '));
  const known = words;
  if (known.has(text)) return true;
  for (let end = MIN_PIECE_LENGTH; end <= text.length - MIN_PIECE_LENGTH; end += 1) {
    if (known.has(text.slice(0, end)) && known.has(text.slice(end))) return true;
  }
  return false;
}

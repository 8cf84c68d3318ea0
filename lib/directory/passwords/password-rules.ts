import { trimAround } from '../../util/trim-around';
import { lines } from './common-passwords.json';

/** The problem of a chosen password. */
export type PasswordProblem =
  | 'PASSWORD_TOO_SHORT'
  | 'PASSWORD_TOO_LONG'
  | 'PASSWORD_INVALID_CHARACTERS'
  | 'PASSWORD_CONTAINS_PERSONAL_DATA'
  | 'PASSWORD_COMMON';

/** A password, and the personal data that it must not consist of. */
export interface ChosenPassword {
  readonly password: string;
  /** The names of the service, the user and the user's accounts, and the email address. */
  readonly context: readonly string[];
}

// RFC 7617 section 2: Basic cannot carry control characters. Lone surrogates cannot be hashed.
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const SEPARATORS = /[^\p{L}\p{M}\p{N}]+/u;

/**
 * Checks a new password by the rules of NIST SP 800-63B-4 section 3.1.1.2: its length in code points after
 * NFC, and whether it is easy to guess. No type of character is required, and no part of the password is cut
 * off.
 *
 * Words of the context do not add to the length, so a password may contain them if the rest is long enough.
 * The rest must not be common either. Case makes no difference.
 *
 * @returns the first problem, or `null`.
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
    // The longest first, since it may contain the others.
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
 * The minimum length of a password in code points. NIST SP 800-63B-4 section 3.1.1.2 requires 15 if a
 * password is the only factor, which is the case unless an account requires MFA.
 */
export const MIN_PASSWORD_LENGTH = 15;

/** The maximum length. NIST requires at least 64, and the limit bounds the cost of a hash. */
const MAX_PASSWORD_LENGTH = 128;

/** The minimum length of a matched word. Shorter words occur in any text. */
export const MIN_PIECE_LENGTH = 4;

const ANY_SEPARATOR = /[^\p{L}\p{M}\p{N}]+/gu;
const DIGIT = /\p{N}/u;

let words: ReadonlySet<string> | undefined;

/**
 * Returns whether a password is easy to guess. It is if it is on the list of common passwords, or two of them
 * in a row with any separators and surrounding digits. It is also if it repeats one text, or has characters
 * in the order of their codes.
 *
 * Hardly any common password has 15 characters, so users will combine two. Three words in a row are not among
 * an attacker's first guesses.
 *
 * @param text - in lower case.
 */
function isCommonPassword(text: string): boolean {
  const letters = text.replace(ANY_SEPARATOR, '');
  const core = trimAround(letters, DIGIT);
  return [text, letters].some(isMonotonous) || [letters, core].some(isListed);
}

function isMonotonous(text: string): boolean {
  // The length after which the text repeats itself.
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

import { trimAround } from '../../util/trim-around';
import { lines } from './common-passwords.json';
import { MIN_PASSWORD_LENGTH, MIN_PIECE_LENGTH } from './password-lengths';

const SEPARATORS = /[^\p{L}\p{M}\p{N}]+/gu;
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
export function isCommonPassword(text: string): boolean {
  const letters = text.replace(SEPARATORS, '');
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

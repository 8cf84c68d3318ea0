import { DirectoryError } from '../errors';

/** A name as given, and its key for comparisons. */
export interface DisplayName {
  readonly name: string;
  /** Equal for names that differ only in case, spaces, encoding or invisible characters. */
  readonly key: string;
}

const MAX_LENGTH = 100;
// Control characters, lone surrogates, line breaks, and characters that change the direction of surrounding
// text.
const UNUSABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Parses a name that a user has chosen.
 *
 * @throws DirectoryError `NAME_INVALID`
 */
export function parseDisplayName(given: string): DisplayName {
  const name = given.normalize('NFC').trim();
  const seen = name.replace(INVISIBLE, '').normalize('NFKC').toLowerCase();
  const key = seen.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (key === '' || name.length > MAX_LENGTH || UNUSABLE.test(name)) {
    throw new DirectoryError('NAME_INVALID');
  }
  return { name, key };
}

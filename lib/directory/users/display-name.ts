import { DirectoryError } from '../errors';

/** A name as it was given, and what it is compared by. */
export interface Name {
  readonly name: string;
  /** The same for names that differ by case, by spaces, by how they are encoded or by what is unseen. */
  readonly key: string;
}

const LONGEST = 100;
// Control characters, halves of a pair, line ends, and what turns the direction of the text around it.
const UNUSABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Reads what somebody chose to call something.
 *
 * @throws DirectoryError `NAME_INVALID`
 */
export function parseDisplayName(given: string): Name {
  const name = given.normalize('NFC').trim();
  const seen = name.replace(INVISIBLE, '').normalize('NFKC').toLowerCase();
  const key = seen.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (key === '' || name.length > LONGEST || UNUSABLE.test(name)) {
    throw new DirectoryError('NAME_INVALID');
  }
  return { name, key };
}

import { randomInt } from 'node:crypto';

// Letters and digits alone, so that a double click selects all of it; 0 and O, I and l look alike.
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const LENGTH = 24;

/** A random password of 140 bits. */
export function generatePassword(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

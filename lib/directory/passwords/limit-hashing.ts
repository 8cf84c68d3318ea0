import { hashInTurn, TooManyHashes } from '../../passwords/hash-in-turn';
import { DirectoryError } from '../errors';

// What is left for the answer, and what has to be written down before it.
const ANSWER_MS = 500;

/**
 * Computes a password's hash when it is its turn, among all of the process.
 *
 * @param endsAt - when the answer has to be there, by `performance.now()`.
 * @throws DirectoryError `OVERLOADED` where the hash would be too late for that.
 */
export async function inTurn<T>(endsAt: number, compute: () => Promise<T>): Promise<T> {
  try {
    return await hashInTurn(endsAt - ANSWER_MS, compute);
  } catch (reason) {
    if (!(reason instanceof TooManyHashes)) throw reason;
    const { retryAfterSeconds } = reason;
    throw new DirectoryError('OVERLOADED', { retryAfterSeconds });
  }
}

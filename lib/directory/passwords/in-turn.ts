import { limitConcurrency } from '../../passwords/limit-concurrency';
import { DirectoryError } from '../errors';

// As for Basic: two hashes at once have to fit a container's memory, and what waits longer than this
// would be answered after the platform's time limit.
const limited = limitConcurrency(2, 64);

/**
 * Computes a password's hash when it is its turn.
 *
 * @throws DirectoryError `BUSY` where too many are being computed.
 */
export async function inTurn<T>(compute: () => Promise<T>): Promise<T> {
  const running = limited(compute);
  if (running === null) throw new DirectoryError('BUSY', { retryAfterSeconds: 1 });
  return running;
}

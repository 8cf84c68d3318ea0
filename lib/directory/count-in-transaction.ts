import { type Database, type Tx, together, writeOr } from './database/database';
import { DirectoryError } from './errors';
import type { Counter } from './throttle';

/** The refusal of {@link countInTransaction}, until it is known how long the caller must wait. */
class MustWait extends Error {
  readonly counters: readonly Counter[];

  constructor(counters: readonly Counter[]) {
    super('a name has to wait');
    this.counters = counters;
  }
}

/**
 * Counts an attempt for several names in a transaction, or for none if one of them has to wait. The database refuses it, so it
 * may be sent with the commit. The caller of the transaction needs {@link orThrottled}.
 */
export function countInTransaction(tx: Tx, counters: readonly Counter[]): void {
  const refusal = new MustWait(counters);
  for (const { insert } of counters) writeOr(tx, insert, refusal);
}

/**
 * Awaits a transaction that counts an attempt. A refused attempt costs another round trip.
 *
 * @throws DirectoryError `THROTTLED`, with the time until no name has to wait.
 */
export async function orThrottled<T>(database: Database, counted: Promise<T>): Promise<T> {
  return counted.catch(async (reason: unknown) => {
    if (!(reason instanceof MustWait)) throw reason;
    const waits = await together(database, ...reason.counters.map(({ wait }) => wait));
    const retryAfterSeconds = Math.max(...waits.flat().map(({ seconds }) => seconds));
    throw new DirectoryError('THROTTLED', { retryAfterSeconds });
  });
}

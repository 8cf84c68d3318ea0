import type { PostgresPoolClient } from 'kysely';
import type { PoolClient, QueryResult } from 'pg';
import { failureOf, isSpent } from './database-errors';
import { isPreparingRefused, preparedName } from './prepared-statements';
import { type TimedQuery, timedOut } from './timed-query';

/**
 * A connection for one use, which is over by `endsAt`, by `performance.now()`. One that is spent is not
 * asked again, not even to roll back, and is closed: the server rolls back where a connection ends.
 */
export function borrowed(client: PoolClient, endsAt: number): PostgresPoolClient {
  let spent: { readonly failure: unknown } | undefined;

  const timed = (text: string, values: unknown[]): TimedQuery => {
    const left = Math.ceil(endsAt - performance.now());
    if (left <= 0) throw timedOut();
    const name = preparedName(text);
    return { text, values, query_timeout: left, ...(name === undefined ? {} : { name }) };
  };
  const ask = async (text: string, values: unknown[]): Promise<QueryResult> => {
    if (spent !== undefined) throw spent.failure;
    const query = timed(text, values);
    try {
      return await client.query(query);
    } catch (reason) {
      if (query.name !== undefined && isPreparingRefused(reason)) return ask(text, values);
      const failure = failureOf(reason);
      if (isSpent(reason)) spent = { failure };
      throw failure;
    }
  };
  return {
    // The other of its two forms is for cursors, which the directory has none of.
    query: ask as unknown as PostgresPoolClient['query'],
    release: () => client.release(spent !== undefined),
  };
}

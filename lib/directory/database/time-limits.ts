import type { QueryConfig } from 'pg';
import type { Statement } from './batch';
import { DatabaseUnavailable } from './database-errors';

// In milliseconds. A Function has ten seconds in all, in which its guard and its operation each use a
// connection once or a few times:
// https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow

/** The limit for getting a working connection from the pool. */
export const CONNECT_MS = 2000;

/** The limit for one use of a connection, including the wait for it: a statement or a whole transaction. */
export const USE_MS = 3000;

// The server's own limit, so that it stops waiting too. An abandoned transaction of a frozen container is
// idle, and the idle limit ends it.
const LOCK_MS = 2000;

/**
 * The start of a transaction. Its settings apply to this transaction only, because behind a pooler the next
 * transaction on the connection may be another program's. They travel with the first statements.
 *
 * The isolation level is always read committed, so that a change that waited for a lock sees the current
 * rows.
 */
export const BEGIN: readonly Statement[] = [
  { text: 'start transaction isolation level read committed', values: [] },
  {
    text: `select pg_catalog.set_config('search_path', 'public', true),
  pg_catalog.set_config('lock_timeout', '${LOCK_MS}', true),
  pg_catalog.set_config('statement_timeout', '${USE_MS}', true),
  pg_catalog.set_config('idle_in_transaction_session_timeout', '${USE_MS}', true)`,
    values: [],
  },
];

/** A statement with its own time limit in milliseconds, which pg supports but its types lack. */
export interface QueryWithTimeout extends QueryConfig {
  readonly query_timeout: number;
}

/** Returns the error for a deadline that passed before a statement was sent. */
export function timedOut(): Error {
  return new DatabaseUnavailable({ code: 'ETIMEDOUT', message: 'The database took too long' });
}

import type { QueryConfig } from 'pg';
import { DatabaseUnavailable } from './database-errors';

// In milliseconds. A Function has ten seconds in all, of which a guard and an operation take one use of a
// connection each, or a few: https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow

/** For a place in the pool and a connection that works, together. */
export const CONNECT_MS = 2000;

/** For one use of a connection, waiting for it included: a statement, or a whole transaction. */
export const USE_MS = 3000;

// The server's own, so that it gives up as well. A transaction that a frozen container has left behind is
// idle, and ends by itself.
const LOCK_MS = 2000;

/**
 * How a transaction begins: what it depends on is set for it alone, as the next one on the connection may be
 * another program's, behind a pooler. One text, so that it is one round trip.
 *
 * Read committed, whatever the default is: a change that waited for a lock goes by what is there now.
 */
export const BEGIN = `start transaction isolation level read committed;
set local search_path = public;
set local lock_timeout = ${LOCK_MS};
set local statement_timeout = ${USE_MS};
set local idle_in_transaction_session_timeout = ${USE_MS}`;

/** A statement with a time limit of its own, in milliseconds: pg has it, and its types have not. */
export interface QueryWithTimeout extends QueryConfig {
  readonly query_timeout: number;
}

/** What is thrown where the time is over before anything was asked. */
export function timedOut(): Error {
  return new DatabaseUnavailable({ code: 'ETIMEDOUT', message: 'The database took too long' });
}

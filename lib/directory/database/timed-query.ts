import type { QueryConfig } from 'pg';
import { DatabaseUnavailable } from './database-errors';

/** A statement with a time limit of its own, in milliseconds: pg has it, and its types have not. */
export interface TimedQuery extends QueryConfig {
  readonly query_timeout: number;
}

/** What is thrown where the time is over before anything was asked. */
export function timedOut(): Error {
  return new DatabaseUnavailable({ code: 'ETIMEDOUT', message: 'The database took too long' });
}

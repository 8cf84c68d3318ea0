import { Pool } from 'pg';
import { logWarning } from '../../log';
import { CONNECT_MS, LIMITS } from './limits';
import type { TimedQuery } from './timed-query';

// A container handles one request at a time, or a few.
const MAX_CONNECTIONS = 5;
const IDLE_MS = 60_000;

const SET_UP: TimedQuery = { text: LIMITS.connection, query_timeout: CONNECT_MS };

/** A small pool of connections, which have the limits. Connects when first asked. */
export function openPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'twilio-functions-auth',
    // Not among the parameters that a connection begins with: poolers refuse those.
    onConnect: (client) => client.query(SET_UP),
  });
  pool.on('error', () => logWarning('the database closed an idle connection.'));
  // One that is cut between two statements fails the next one; nobody listening would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

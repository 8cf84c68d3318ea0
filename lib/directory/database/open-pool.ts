import { Pool } from 'pg';
import { logWarning } from '../../log';
import type { DatabaseAddress } from './database-address';
import { clientConfig, DirectoryClient } from './directory-client';
import { CONNECT_MS } from './time-limits';

// A container handles one request at a time, or a few.
const MAX_CONNECTIONS = 5;
const IDLE_MS = 60_000;

/** A small pool of connections. Connects when first asked. */
export function openPool(address: DatabaseAddress): Pool {
  const pool = new Pool({
    ...clientConfig(address),
    Client: DirectoryClient,
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: CONNECT_MS,
    allowExitOnIdle: true,
  });
  pool.on('error', () => logWarning('the database closed an idle connection.'));
  // One that is cut between two statements fails the next one; nobody listening would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

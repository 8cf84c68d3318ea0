import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient } from 'pg';
import { logWarning } from '../../log';

// A Function has ten seconds in all.
const LIMITS = { connectionTimeoutMillis: 3000, query_timeout: 5000 } as const;
// A container handles one request at a time, or a few.
const MAX_CONNECTIONS = 5;
const IDLE_MS = 60_000;
// How long a connection may have been idle to be used unseen: a container may have been frozen since.
const UNSEEN_MS = 5000;
const PING_MS = 1000;

/**
 * A pool of connections whose connections work: one that was idle for some seconds is asked first, since
 * a container is frozen between two requests, and a database restarts, without either being told.
 */
export function freshPool(url: string): PostgresPool {
  const pool = new Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'twilio-functions-auth',
    ...LIMITS,
  });
  const lastUsed = new WeakMap<PoolClient, number>();
  pool.on('error', () => logWarning('the database closed an idle connection.'));
  pool.on('release', (_error, client) => lastUsed.set(client, Date.now()));

  const connect = async (): Promise<PoolClient> => {
    const client = await pool.connect();
    const used = lastUsed.get(client) ?? Date.now();
    if (Date.now() - used < UNSEEN_MS || (await answers(client))) return client;
    client.release(true);
    return connect();
  };
  return {
    connect: async () => withoutBroken(await connect()),
    end: () => pool.end(),
  };
}

async function answers(client: PoolClient): Promise<boolean> {
  const query = { text: 'select 1', query_timeout: PING_MS };
  return client.query(query).then(
    () => true,
    () => false,
  );
}

// What failed for another reason than the database's own answer is in an unknown state: a statement that
// timed out still runs on its connection.
function withoutBroken(client: PoolClient): PostgresPoolClient {
  let isBroken = false;
  const query = async (text: string, parameters: unknown[]) => {
    try {
      return await client.query(text, parameters);
    } catch (reason) {
      isBroken ||= (reason as { severity?: unknown } | null)?.severity !== 'ERROR';
      throw reason;
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(isBroken),
  };
}

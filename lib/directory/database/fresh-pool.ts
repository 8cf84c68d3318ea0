import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient } from 'pg';
import { logWarning } from '../../log';
import { isSpent } from './is-unavailable';
import { LIMITS } from './limits';

// A container handles one request at a time, or a few.
const MAX_CONNECTIONS = 5;
const IDLE_MS = 60_000;
// How long a connection may have been idle to be used unseen: a container may have been frozen since.
const UNSEEN_MS = 5000;
const PING_MS = 1000;
// For a place in the pool and a connection that works, together.
const CONNECT_MS = 2500;
// For all that is done on a connection, and waiting for it.
const USE_MS = 4000;

/** Connections that work, or none. */
export interface FreshPool {
  /** The pool for as long as until `endsAt`, by `performance.now()`: what is not over by then fails. */
  until(endsAt: number): PostgresPool;
  end(): Promise<void>;
}

/**
 * A pool of connections whose connections work: one that was idle for some seconds is asked first, since
 * a container is frozen between two requests, and a database restarts, without either being told.
 */
export function freshPool(url: string): FreshPool {
  const pool = openPool(url);
  const lastUsed = new WeakMap<PoolClient, number>();
  // What was last used then is gone, and so is what was last used before.
  let goneSince = 0;
  pool.on('release', (_error, client) => lastUsed.set(client, Date.now()));

  const connect = async (endsAt: number): Promise<PoolClient> => {
    const client = await connectInTime(pool, endsAt);
    const used = lastUsed.get(client) ?? Date.now();
    if (Date.now() - used < UNSEEN_MS) return client;
    if (used > goneSince && (await answers(client))) return client;
    goneSince = Math.max(goneSince, used);
    client.release(true);
    return connect(endsAt);
  };
  return {
    until: (endsAt) => ({
      async connect() {
        const now = performance.now();
        const client = await connect(Math.min(endsAt, now + CONNECT_MS));
        return leased(client, Math.min(endsAt, now + USE_MS));
      },
      // It is everybody's.
      end: async () => {},
    }),
    end: () => pool.end(),
  };
}

function openPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'twilio-functions-auth',
    // A pooler may give the next statement another connection: transactions set them once more.
    onConnect: (client) => client.query({ text: LIMITS.session, query_timeout: PING_MS }),
  });
  pool.on('error', () => logWarning('the database closed an idle connection.'));
  // One that is cut between two statements fails the next one; nobody listening would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const tooLate = () => new Error('timeout exceeded when trying to connect');

// The pool's own limit counts anew once there is a place to connect in.
function connectInTime(pool: Pool, endsAt: number): Promise<PoolClient> {
  const ms = endsAt - performance.now();
  if (ms <= 0) return Promise.reject(tooLate());
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(tooLate());
    }, ms);
    const settle = (then: () => void) => {
      clearTimeout(timer);
      then();
    };
    pool.connect().then(
      (client) => settle(() => (isLate ? client.release() : resolve(client))),
      (reason: unknown) => settle(() => reject(reason)),
    );
  });
}

async function answers(client: PoolClient): Promise<boolean> {
  const query = { text: 'select 1', query_timeout: PING_MS };
  return client.query(query).then(
    () => true,
    () => false,
  );
}

// A connection that is in an unknown state is not asked again, not even to roll back: that would wait for
// nothing. It is closed, which rolls back as well.
function leased(client: PoolClient, endsAt: number): PostgresPoolClient {
  let spent: { readonly reason: unknown } | undefined;
  const query = async (text: string, values: unknown[]) => {
    if (spent !== undefined) throw spent.reason;
    try {
      const ms = Math.ceil(endsAt - performance.now());
      if (ms <= 0) throw new Error('Query read timeout');
      return await client.query({ text, values, query_timeout: ms });
    } catch (reason) {
      if (isSpent(reason)) spent = { reason };
      throw reason;
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(spent !== undefined),
  };
}

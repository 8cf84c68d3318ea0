import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient, type QueryResult } from 'pg';
import { logWarning } from '../../log';
import type { DatabaseAddress } from './database-address';
import { DatabaseUnavailable, failureOf, isConnectionLost, isServerGone } from './database-errors';
import { clientConfig, DirectoryClient } from './directory-client';
import { isPreparingRefused, preparedName } from './prepared-statements';
import { CONNECT_MS, type QueryWithTimeout, timedOut, USE_MS } from './time-limits';

// How long a connection may have been idle to be used unseen: a container may have been frozen since.
const UNSEEN_MS = 5000;
const PING: QueryWithTimeout = { text: 'select 1', query_timeout: 1000 };

/** A pool that gives connections that work, or none. */
export interface ValidatedPool {
  /** The same pool for whoever is done by `endsAt`, by `performance.now()`: what takes longer fails. */
  until(endsAt: number): PostgresPool;
  end(): Promise<void>;
}

/**
 * A pool whose connections work: one that was idle for some seconds is asked first, since a container is
 * frozen between two requests, and a database restarts, without either being told.
 */
export function validatedPool(address: DatabaseAddress): ValidatedPool {
  const pool = openPool(address);
  const lastUsed = new WeakMap<PoolClient, number>();
  pool.on('release', (_error, client) => lastUsed.set(client, Date.now()));
  // When a connection was last used that turned out to be gone. Those of that time are not asked: each
  // could take a second not to answer.
  let goneSince = 0;
  // When the server last ended a connection or refused to write. Connections that are older are closed, not
  // used: each of them would fail one more request.
  let serverGoneAt = 0;
  const openedAt = new WeakMap<PoolClient, number>();
  pool.on('connect', (client) => openedAt.set(client, performance.now()));
  const onServerGone = () => {
    serverGoneAt = performance.now();
  };

  const connect = async (endsAt: number): Promise<PoolClient> => {
    const client = await connectInTime(pool, endsAt);
    if ((openedAt.get(client) ?? 0) < serverGoneAt) {
      client.release(true);
      return connect(endsAt);
    }
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
        return deadlineClient(client, Math.min(endsAt, now + USE_MS), onServerGone);
      },
      // It is everybody's.
      end: async () => {},
    }),
    end: () => pool.end(),
  };
}

// The pool's own limit counts anew for each connection that is tried.
async function connectInTime(pool: Pool, endsAt: number): Promise<PoolClient> {
  const left = endsAt - performance.now();
  if (left <= 0) throw timedOut();
  const timer = new AbortController();
  const late = sleep(left, undefined, timer).then(() => Promise.reject(timedOut()));
  const connecting = pool.connect();
  try {
    return await Promise.race([connecting, late]);
  } catch (reason) {
    connecting.then(
      (client) => client.release(),
      () => {},
    );
    throw new DatabaseUnavailable(reason);
  } finally {
    timer.abort();
  }
}

async function answers(client: PoolClient): Promise<boolean> {
  return client.query(PING).then(
    () => true,
    () => false,
  );
}

// A container handles one request at a time, or a few.
const MAX_CONNECTIONS = 5;
const IDLE_MS = 60_000;

/** A small pool of connections. Connects when first asked. */
function openPool(address: DatabaseAddress): Pool {
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

/**
 * A connection for one use, which is over by `endsAt`, by `performance.now()`. One that is spent is not
 * asked again, not even to roll back, and is closed: the server rolls back where a connection ends.
 *
 * @param onServerGone - called where the failure concerns the other connections to the server as well.
 */
export function deadlineClient(
  client: PoolClient,
  endsAt: number,
  onServerGone: () => void,
): PostgresPoolClient {
  let spent: { readonly failure: unknown } | undefined;

  const timed = (text: string, values: unknown[]): QueryWithTimeout => {
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
      if (isConnectionLost(reason)) spent = { failure };
      if (isServerGone(reason)) onServerGone();
      throw failure;
    }
  };
  return {
    // The other of its two forms is for cursors, which the directory has none of.
    query: ask as unknown as PostgresPoolClient['query'],
    release: () => client.release(spent !== undefined),
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresPool } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { DatabaseAddress } from './database-address';
import { DatabaseUnavailable } from './database-errors';
import { borrowed } from './deadline-client';
import { openPool } from './open-pool';
import { CONNECT_MS, USE_MS } from './time-limits';
import { type TimedQuery, timedOut } from './timed-query';

// How long a connection may have been idle to be used unseen: a container may have been frozen since.
const UNSEEN_MS = 5000;
const PING: TimedQuery = { text: 'select 1', query_timeout: 1000 };

/** A pool that gives connections that work, or none. */
export interface FreshPool {
  /** The same pool for whoever is done by `endsAt`, by `performance.now()`: what takes longer fails. */
  until(endsAt: number): PostgresPool;
  end(): Promise<void>;
}

/**
 * A pool whose connections work: one that was idle for some seconds is asked first, since a container is
 * frozen between two requests, and a database restarts, without either being told.
 */
export function freshPool(address: DatabaseAddress): FreshPool {
  const pool = openPool(address);
  const lastUsed = new WeakMap<PoolClient, number>();
  pool.on('release', (_error, client) => lastUsed.set(client, Date.now()));
  // When a connection was last used that turned out to be gone. Those of that time are not asked: each
  // could take a second not to answer.
  let goneSince = 0;

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
        return borrowed(client, Math.min(endsAt, now + USE_MS));
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

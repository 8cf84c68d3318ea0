import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient, type QueryResult } from 'pg';
import { logWarning } from '../../log';
import { runBatch, type Statement } from './batch';
import type { DatabaseAddress } from './database-address';
import {
  DatabaseUnavailable,
  failureOf,
  isConnectionLost,
  isNoRowChanged,
  isServerGone,
} from './database-errors';
import { clientConfig, DirectoryClient, TYPES } from './directory-client';
import { isPreparingRefused, preparedName } from './prepared-statements';
import { CONNECT_MS, type QueryWithTimeout, timedOut, USE_MS } from './time-limits';

// The maximum idle time of a connection that is used without a check. After it, the container may have been
// frozen.
const UNCHECKED_MS = 5000;
const PING: QueryWithTimeout = { text: 'select 1', query_timeout: 1000 };

/** One use of a connection, which ends with `release`. */
export interface PooledConnection extends PostgresPoolClient {
  /** Returns the milliseconds to the deadline. Throws if it has passed. */
  timeLeft(): number;
  /**
   * Runs several statements in one round trip. After one fails, the later ones do not run. Rejects with the
   * error of the failed statement, or with its `refusal`.
   */
  queryAll(statements: readonly Statement[]): Promise<readonly QueryResult[]>;
  /** @param isBroken - whether the connection must not be used again. */
  release(isBroken?: boolean): void;
}

/** A pool with a deadline. */
export interface LimitedPool extends PostgresPool {
  connect(): Promise<PooledConnection>;
}

/** A pool that only returns working connections. */
export interface ValidatedPool {
  /** Returns the pool with a deadline, by `performance.now()`. Later statements fail. */
  until(endsAt: number): LimitedPool;
  end(): Promise<void>;
}

/**
 * Creates a pool whose connections work. A connection that was idle for some seconds is checked first, since
 * a frozen container does not notice that its connections are lost, for example when the database restarts.
 */
export function validatedPool(address: DatabaseAddress): ValidatedPool {
  const pool = openPool(address);
  const lastUsed = new WeakMap<PoolClient, number>();
  pool.on('release', (_error, client) => lastUsed.set(client, Date.now()));
  // The last use of the newest lost connection. Connections that were last used before it are not checked,
  // since each check could take a second.
  let goneSince = 0;
  // The time at which the server last ended a connection or refused a write. Older connections are closed and
  // not used, since each would fail another request.
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
    if (Date.now() - used < UNCHECKED_MS) return client;
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
      // The pool is shared.
      end: async () => {},
    }),
    end: () => pool.end(),
  };
}

// The pool's own limit starts again for each connection it tries.
async function connectInTime(pool: Pool, endsAt: number): Promise<PoolClient> {
  const left = endsAt - performance.now();
  if (left <= 0) throw timedOut();
  // A timer that an AbortController cancels would take a tenth of the processor time of a check.
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timedOut()), left);
  });
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
    clearTimeout(timer);
  }
}

async function answers(client: PoolClient): Promise<boolean> {
  return client.query(PING).then(
    () => true,
    () => false,
  );
}

// A container handles one or a few requests at a time.
const MAX_CONNECTIONS = 5;
const IDLE_MS = 60_000;

/** Creates a small pool. The first query connects. */
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
  // After a connection is lost, the next statement fails. Without a listener, the event would end the
  // process.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('connect', (client) =>
    client.on('notice', ({ routine }) => {
      if (routine === 'SyncRepWaitForLSN') unreplicated.add(client);
    }),
  );
  return pool;
}

// The connections on which a commit was canceled while it waited for a synchronous standby. PostgreSQL commits on the
// primary all the same, and answers with a warning only. If the primary fails now, the change is lost (ADR 0035).
const unreplicated = new WeakSet<PoolClient>();
const unconfirmed = () => new Error('a standby did not confirm the commit');

/**
 * Returns a connection for one use with a deadline, by `performance.now()`. A lost connection is never
 * reused, not even for a rollback. It is closed, and the server then rolls back.
 *
 * @param onServerGone - called if the failure concerns all connections to the server.
 */
function deadlineClient(
  client: PoolClient,
  endsAt: number,
  onServerGone: () => void,
): PooledConnection {
  let lost: { readonly failure: unknown } | undefined;

  const timeLeft = (): number => {
    const left = Math.ceil(endsAt - performance.now());
    if (left <= 0) throw timedOut();
    return left;
  };
  const failed = (reason: unknown): unknown => {
    const failure = failureOf(reason);
    if (isConnectionLost(reason)) lost = { failure };
    if (isServerGone(reason)) onServerGone();
    return failure;
  };
  const run = async (text: string, values: unknown[]): Promise<QueryResult> => {
    if (lost !== undefined) throw lost.failure;
    const name = preparedName(text);
    const query = { text, values, query_timeout: timeLeft(), ...(name && { name }) };
    try {
      const result = await client.query(query);
      if (unreplicated.has(client)) throw unconfirmed();
      return result;
    } catch (reason) {
      if (name !== undefined && isPreparingRefused(reason)) return run(text, values);
      throw failed(reason);
    }
  };
  return {
    timeLeft,
    // The other overload is for cursors, which the directory does not use.
    query: run as unknown as PostgresPoolClient['query'],
    async queryAll(statements) {
      if (lost !== undefined) throw lost.failure;
      const options = { query_timeout: timeLeft(), types: TYPES };
      const done = await runBatch(client, statements, options);
      if (unreplicated.has(client)) throw failed(unconfirmed());
      if (!('reason' in done)) return done;
      const { refusal } = statements[done.position] ?? {};
      throw refusal !== undefined && isNoRowChanged(done.reason) ? refusal : failed(done.reason);
    },
    release: (isBroken = false) => client.release(isBroken || lost !== undefined),
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { TestDatabase } from './database';

/** A lock of another transaction. */
export interface HeldLock {
  /** Resolves when a number of connections wait for it. Rejects if a call that should wait has ended. */
  awaited(connections: number, calls?: readonly Promise<unknown>[]): Promise<void>;
  release(): Promise<void>;
  /** Runs another statement in the same transaction. */
  run(statement: string): Promise<unknown>;
  /** Commits the statement, and releases the lock. */
  commit(): Promise<void>;
}

/** Runs a statement in a transaction that stays open on a new connection. */
export async function holdLock(database: TestDatabase, statement: string): Promise<HeldLock> {
  const client = new Client(database.ownerUrl);
  await client.connect();
  await client.query('begin');
  await client.query(statement);
  return {
    async awaited(connections, calls = []) {
      let hasEnded = false;
      const end = () => {
        hasEnded = true;
      };
      for (const call of calls) call.then(end, end);
      while ((await waitingIn(database)).length < connections) {
        if (hasEnded) throw new Error('A call ended that was to wait for the lock.');
        await sleep(10);
      }
    },
    run: (next) => client.query(next),
    // Closing the connection rolls back.
    release: () => client.end(),
    async commit() {
      await client.query('commit');
      await client.end();
    },
  };
}

/** Terminates the connections of a database that wait for a lock. @returns their number. */
export async function cutWaiting(database: TestDatabase): Promise<number> {
  const ids = await waitingIn(database);
  await database.query('select pg_terminate_backend(id) from unnest($1::int[]) as id', [ids]);
  return ids.length;
}

/** Terminates every connection of the service. */
export async function cutAll(database: TestDatabase): Promise<void> {
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'twilio-functions-auth'`,
  );
}

async function waitingIn(database: TestDatabase): Promise<readonly number[]> {
  const rows = await database.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.map(({ pid }) => pid);
}

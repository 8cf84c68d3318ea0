import { Client } from 'pg';
import { migrate } from '../../scripts/postgres/migrate';
import { startPostgres } from '../../scripts/postgres/start-postgres';
import type { TestDatabase } from './database';
import { findFreePort } from './free-port';
import { makeReachableFolder } from './reachable-folder';

/** A server of a test's own, which it may stop. */
export interface OwnPostgres {
  /** Its one database. */
  readonly database: TestDatabase;
  readonly port: number;
  /** Ends it as an operator does: whoever is connected is told, and what runs is rolled back. */
  stop(): Promise<void>;
  /** Ends it as a crash does: nothing is told, and nothing written that was not before. */
  crash(): Promise<void>;
  /** Starts it again, on the same port; resolves once it takes connections. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server that keeps what it has committed, with the newest schema and no rows. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = makeReachableFolder('own-postgres');
  const port = await findFreePort();
  const run = () => startPostgres({ folder: folder.path, port, durable: true });
  let server = await run();
  const { url, ownerUrl, superuserUrl } = server;
  await migrate({ ownerUrl, runtimeRole: 'directory' });
  const own = Object.assign(new URL(superuserUrl), { pathname: new URL(url).pathname }).href;
  const close = async () => {
    await server.stop();
    folder.remove();
  };
  return {
    database: { url, ownerUrl, query: (sql, parameters) => ask(own, sql, parameters), close },
    port,
    stop: () => server.stop(),
    async crash() {
      process.kill(server.pid, 'SIGQUIT');
      await server.stop();
    },
    async start() {
      server = await run();
    },
    close,
  };
}

// Over a connection of its own, as the server comes and goes.
async function ask<Row>(url: string, sql: string, parameters: readonly unknown[] = []) {
  const client = new Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query(sql, [...parameters]);
    return rows as readonly Row[];
  } finally {
    await client.end();
  }
}

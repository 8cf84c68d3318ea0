import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { findServerUser } from '../../../cli/postgres/server-user';
import { startPostgres } from '../../../cli/postgres/start-postgres';
import { makeMemoryFolder } from '../processes/memory-folder';
import { findFreePort } from '../servers/free-port';
import type { Certified } from '../servers/self-signed';
import { copyCluster } from './cluster';
import type { TestDatabase } from './database';

/** A server for one test, which may stop it. */
export interface TempPostgres {
  /** The only database of the server. */
  readonly database: TestDatabase;
  readonly port: number;
  /** Stops the server as an operator does: it disconnects clients and rolls back open transactions. */
  stop(): Promise<void>;
  /** Kills the server as a crash does, without notifying clients or writing data. */
  crash(): Promise<void>;
  /** Restarts the server on the same port. Resolves when it accepts connections. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** The options of the server. */
export interface TempPostgresOptions {
  /** The certificate for TLS. Default: no TLS. */
  readonly certified?: Certified;
}

/** Starts a server that keeps what it has committed, with the newest schema and no rows. */
export async function startTempPostgres({
  certified,
}: TempPostgresOptions = {}): Promise<TempPostgres> {
  const folder = makeMemoryFolder('own-postgres');
  const port = await findFreePort();
  const settings = certified === undefined ? [] : useCertificate(folder.path, certified);
  copyCluster(folder.path);
  const run = () => startPostgres({ folder: folder.path, port, durable: true, settings });
  let server = await run();
  const { url, ownerUrl, superuserUrl } = server;
  const own = Object.assign(new URL(superuserUrl), { pathname: new URL(url).pathname }).href;
  const close = async () => {
    await server.stop();
    folder.remove();
  };
  return {
    database: { url, ownerUrl, query: (sql, parameters) => queryOnce(own, sql, parameters), close },
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

function useCertificate(folder: string, { key, cert }: Certified): readonly string[] {
  const user = findServerUser();
  const files = Object.entries({ key, cert }).map(([name, text]) => {
    const file = join(folder, `${name}.pem`);
    writeFileSync(file, text, { mode: 0o600 });
    if (user !== undefined) chownSync(file, user.uid, user.gid);
    return `ssl_${name}_file=${file}`;
  });
  return ['ssl=on', ...files];
}

/** Runs one statement on a new connection, because the server stops and starts. @returns its rows. */
export async function queryOnce<Row>(
  url: string,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query(sql, [...parameters]);
    return rows;
  } finally {
    await client.end();
  }
}

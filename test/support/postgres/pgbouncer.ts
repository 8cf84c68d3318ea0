import { spawn } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServerUser } from '../../../cli/postgres/server-user';
import { watchChild } from '../processes/child';
import { makeReachableFolder } from '../processes/reachable-folder';
import { requireProgram } from '../processes/run-program';
import { findFreePort } from '../servers/free-port';
import { waitForPort } from '../servers/wait-for-port';
import type { TestDatabase } from './database';

/** A PgBouncer in transaction mode in front of one database. */
export interface PgBouncer {
  /** The URL of the database through it, for the service's role. */
  readonly url: string;
  /** The same for the owner of the tables. */
  readonly ownerUrl: string;
  /** The same for the service's role under another name, as in poolers of several projects. */
  readonly mappedUrl: string;
  /** The URL of PgBouncer's own console, for statements such as `show pools`. */
  readonly consoleUrl: string;
  /** Connects to the server at another port from now on, as after a failover. */
  connectTo(port: number): Promise<void>;
  close(): Promise<void>;
}

const MAPPED = 'directory.projectref';

type Urls = Pick<TestDatabase, 'url' | 'ownerUrl'>;

/**
 * Starts a PgBouncer on a free port of the loopback address.
 *
 * @param poolSize - the number of connections to the database for each role.
 */
export async function startPgBouncer(database: Urls, { poolSize = 3 } = {}): Promise<PgBouncer> {
  const folder = makeReachableFolder('pgbouncer');
  const user = findServerUser();
  const port = await findFreePort();
  const file = join(folder.path, 'pgbouncer.ini');
  write(join(folder.path, 'users.txt'), usersOf(database), user);
  const settings = { folder: folder.path, port, poolSize };
  write(file, configuration(settings, database), user);
  const program = spawn(requireProgram('pgbouncer'), ['-q', file], {
    ...user,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const child = watchChild(program);
  const close = async () => {
    await child.stop();
    folder.remove();
  };
  try {
    await waitForPort(port, child);
  } catch (reason) {
    await close();
    throw reason;
  }
  const through = (url: string, parts: Partial<URL> = {}) =>
    Object.assign(new URL(url), { port: `${port}`, ...parts }).href;
  return {
    url: through(database.url),
    ownerUrl: through(database.ownerUrl),
    mappedUrl: through(database.url, { username: MAPPED, pathname: '/mapped' }),
    consoleUrl: through(database.ownerUrl, { pathname: '/pgbouncer' }),
    async connectTo(server) {
      const moved = Object.assign(new URL(database.url), { port: `${server}` }).href;
      write(file, configuration(settings, { ...database, url: moved }), user);
      program.kill('SIGHUP');
    },
    close,
  };
}

function write(file: string, text: string, user: ReturnType<typeof findServerUser>): void {
  writeFileSync(file, text, { mode: 0o600 });
  if (user !== undefined) chownSync(file, user.uid, user.gid);
}

function usersOf({ url, ownerUrl }: Urls): string {
  const users = [url, ownerUrl].map((text) => new URL(text));
  const lines = users.map(({ username, password }) => `"${username}" "${password}"`);
  return [...lines, `"${MAPPED}" "${new URL(url).password}"`].join('\n');
}

interface Settings {
  readonly folder: string;
  readonly port: number;
  readonly poolSize: number;
}

function configuration({ folder, port, poolSize }: Settings, { url, ownerUrl }: Urls): string {
  const { port: server, pathname, username, password } = new URL(url);
  const name = pathname.slice(1);
  const to = `host=127.0.0.1 port=${server} dbname=${name}`;
  return `[databases]
${name} = ${to}
mapped = ${to} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 1000
server_login_retry = 0.2
server_connect_timeout = 1
query_wait_timeout = 3
stats_users = ${new URL(ownerUrl).username}
auth_type = scram-sha-256
auth_file = ${join(folder, 'users.txt')}
`;
}

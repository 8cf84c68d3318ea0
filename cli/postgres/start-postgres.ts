import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findFreePort } from '../project/port';
import { type Binaries, findBinaries } from './binaries';
import {
  createPasswords,
  createRoles,
  DATABASE,
  type Passwords,
  type Role,
  readPasswords,
} from './create-roles';
import { findRunning } from './find-running';
import { initCluster, requireSameVersion } from './init-cluster';
import { launchServer, type Server } from './launch-server';
import { chownFolder, findServerUser, requireReachable, type ServerUser } from './server-user';

/** The Postgres to start. */
export interface PostgresOptions {
  /** The folder of its data, its passwords, and its messages in `server.log`. */
  readonly folder: string;
  /** The port of 127.0.0.1. Default: a free one. */
  readonly port?: number;
  /** `false`, for tests, is faster, but loses data if the machine crashes. */
  readonly durable: boolean;
  /** More settings of Postgres, such as `shared_buffers=1GB`. */
  readonly settings?: readonly string[];
}

/** A Postgres on this machine. */
export interface Postgres {
  /** The URL of the service, whose rights are only those that migrations grant. */
  readonly url: string;
  /** The URL of the owner, who migrates the database. */
  readonly ownerUrl: string;
  /** The URL of the superuser, with the database `postgres`. */
  readonly superuserUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Stops the server, unless it was already running. */
  stop(): Promise<void>;
}

/**
 * Starts a Postgres from the programs that npm installed. It creates the cluster if the folder is empty, and uses a
 * server that already runs on the folder.
 *
 * @throws CliError that says what to do.
 */
export async function startPostgres({
  folder,
  port,
  durable,
  settings = [],
}: PostgresOptions): Promise<Postgres> {
  const binaries = findBinaries();
  const user = findServerUser();
  const paths = pathsIn(folder);
  prepare(paths, binaries, user);
  const passwords = readPasswords(paths.passwords);

  const running = await findRunning(paths.data);
  if (running !== null) {
    return describe({ ...running, stop: async () => {} }, running.port, passwords);
  }
  const chosen = port ?? (await findFreePort());
  const server = await launchServer({ ...paths, binaries, port: chosen, durable, settings, user });
  const postgres = describe(server, chosen, passwords);
  try {
    await createRoles(postgres.superuserUrl, passwords);
  } catch (reason) {
    await server.stop();
    throw reason;
  }
  return postgres;
}

type Paths = ReturnType<typeof pathsIn>;

function pathsIn(given: string) {
  const folder = resolve(given);
  return {
    folder,
    data: join(folder, 'data'),
    passwords: join(folder, 'passwords.json'),
    log: join(folder, 'server.log'),
  };
}

function prepare({ folder, data, passwords }: Paths, binaries: Binaries, user?: ServerUser): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) {
    requireReachable(user, binaries.postgres);
    chownFolder(user, folder);
  }
  if (existsSync(data)) {
    requireSameVersion(binaries, data);
    return;
  }
  createPasswords(passwords);
  const password = readPasswords(passwords).postgres;
  initCluster({ binaries, data, password, user });
}

function describe(server: Server, port: number, passwords: Passwords): Postgres {
  const urlOf = (role: Role, database: string) =>
    `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`;
  return {
    ...server,
    port,
    url: urlOf('directory', DATABASE),
    ownerUrl: urlOf('directory_owner', DATABASE),
    superuserUrl: urlOf('postgres', 'postgres'),
  };
}

import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../run-command';
import type { Binaries } from './binaries';
import { type ServerUser, serverEnvironment } from './server-user';

/** The options of a cluster. */
export interface ClusterOptions {
  readonly binaries: Binaries;
  /** The folder of the cluster. */
  readonly data: string;
  /** The superuser's password. */
  readonly password: string;
  readonly user: ServerUser | undefined;
}

/**
 * Creates a cluster with UTF-8, the same order by code point on every machine, and a password for every role. An
 * unfinished cluster is not kept.
 *
 * @throws CliError with the message of initdb.
 */
export function initCluster({ binaries, data, password, user }: ClusterOptions): void {
  const unfinished = `${data}.new`;
  const passwordFile = `${data}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const parameters = [
    `--pgdata=${unfinished}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
  const { status, stderr, error } = spawnSync(binaries.initdb, parameters, {
    ...user,
    env: serverEnvironment(),
    encoding: 'utf8',
  });
  rmSync(passwordFile);
  if (status !== 0) {
    const message = (stderr || `${error?.message}`).trim();
    throw new CliError(`Postgres could not create its data folder: ${message}`);
  }
  renameSync(unfinished, data);
}

/**
 * Checks that the programs can run a cluster.
 *
 * @throws CliError if the cluster has another major version.
 */
export function requireSameVersion(binaries: Binaries, data: string): void {
  const file = join(data, 'PG_VERSION');
  const made = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'an unknown version';
  const { stdout } = spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8' });
  const installed = /\) (\d+)/.exec(stdout ?? '')?.[1];
  if (installed === undefined || installed === made) return;
  throw new CliError(
    `${data} was created by Postgres ${made}, but Postgres ${installed} is installed.\n` +
      'Install the previous version and save your data, or delete that folder, which is then created again.',
  );
}

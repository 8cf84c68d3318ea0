import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../run-command';
import type { Binaries } from './binaries';
import { type ServerUser, serverEnvironment } from './server-user';

/** What a cluster is made of. */
export interface ClusterOptions {
  readonly binaries: Binaries;
  /** Where the cluster is to be. */
  readonly data: string;
  /** The superuser's password. */
  readonly password: string;
  readonly user: ServerUser | undefined;
}

/**
 * Makes a cluster: UTF-8, sorted by code point everywhere alike, and with passwords for everybody.
 * One that was not finished is not there afterwards.
 *
 * @throws CliError with what initdb says.
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
    throw new CliError(`Postgres could not make its data folder: ${message}`);
  }
  renameSync(unfinished, data);
}

/**
 * Makes sure that a cluster is one that these programs can run.
 *
 * @throws CliError where it is of another major version.
 */
export function checkVersion(binaries: Binaries, data: string): void {
  const file = join(data, 'PG_VERSION');
  const made = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'an unknown version';
  const { stdout } = spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8' });
  const installed = /\) (\d+)/.exec(stdout ?? '')?.[1];
  if (installed === undefined || installed === made) return;
  throw new CliError(
    `${data} was made by Postgres ${made}, and Postgres ${installed} is installed.\n` +
      'Install the version before and save what you need, or delete that folder: it is made anew.',
  );
}

import { spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError } from '../run-command';

/** The ids that a server runs with, where it is not to run as whoever starts it. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Postgres refuses to run as root: for root, the user `nobody` runs it. */
export function findServerUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/**
 * Gives a folder to the server's user.
 *
 * @throws CliError where that user cannot get to it.
 */
export function chownFolder(user: ServerUser, folder: string): void {
  chownSync(folder, user.uid, user.gid);
  requireReachable(user, folder);
}

/**
 * Makes sure that the server's user gets to a file or folder.
 *
 * @throws CliError that names the folder in the way.
 */
export function requireReachable(user: ServerUser, path: string): void {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (isOpenTo(user, folder)) continue;
    throw new CliError(
      `Postgres does not run as root; the user "nobody" runs it, and cannot enter ${folder}.\n` +
        `Run this as a user of your own, move the project, or let others pass: chmod o+x ${folder}`,
    );
  }
}

/** The environment of a server: messages in English, and nothing of the caller's PG… variables. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { PATH, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' };
}

function idOf(kind: '-u' | '-g'): number {
  const { status, stdout } = spawnSync('id', [kind, 'nobody'], { encoding: 'utf8' });
  if (status === 0) return Number(stdout);
  throw new CliError(
    'Postgres does not run as root, and there is no user "nobody" here to run it.',
  );
}

function isOpenTo({ uid, gid }: ServerUser, folder: string): boolean {
  const { mode, uid: owner, gid: group } = statSync(folder);
  if (owner === uid) return (mode & 0o100) !== 0;
  return (mode & (group === gid ? 0o010 : 0o001)) !== 0;
}

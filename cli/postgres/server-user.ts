import { spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError } from '../run-command';

/** The ids that a server runs with, if not those of the user who starts it. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Returns the user `nobody` for root, because Postgres refuses to run as root. */
export function findServerUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/**
 * Makes the server's user the owner of a folder.
 *
 * @throws CliError if that user cannot reach the folder.
 */
export function chownFolder(user: ServerUser, folder: string): void {
  chownSync(folder, user.uid, user.gid);
  requireReachable(user, folder);
}

/**
 * Checks that the server's user can reach a file or folder.
 *
 * @throws CliError that names the folder that the user cannot enter.
 */
export function requireReachable(user: ServerUser, path: string): void {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (isOpenTo(user, folder)) continue;
    throw new CliError(
      `Postgres does not run as root; the user "nobody" runs it, and cannot enter ${folder}.\n` +
        `Run this as a user other than root, move the project, or allow access: chmod o+x ${folder}`,
    );
  }
}

/** Returns the environment of a server: messages in English, and none of the caller's PG… variables. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { PATH, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' };
}

function idOf(kind: '-u' | '-g'): number {
  const { status, stdout } = spawnSync('id', [kind, 'nobody'], { encoding: 'utf8' });
  if (status === 0) return Number(stdout);
  throw new CliError(
    'Postgres does not run as root, and this machine has no user "nobody" to run it. Run this as another user.',
  );
}

function isOpenTo({ uid, gid }: ServerUser, folder: string): boolean {
  const { mode, uid: owner, gid: group } = statSync(folder);
  if (owner === uid) return (mode & 0o100) !== 0;
  return (mode & (group === gid ? 0o010 : 0o001)) !== 0;
}

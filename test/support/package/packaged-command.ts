import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeReachableFolder } from '../processes/reachable-folder';
import { PROJECT } from '../projects/project';
import { unpackPackage } from './package-tarball';

/** The result of a command. */
export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const NOBODY = 65_534;

let main: string | undefined;

/** Returns the program of the packed package, unpacked once for a test file. */
export function packagedProgram(): string {
  if (main !== undefined && existsSync(main)) return main;
  const { path, remove } = makeReachableFolder('unpacked');
  process.once('exit', remove);
  main = join(unpackPackage(path), 'dist', 'cli', 'main.js');
  return main;
}

/** Who runs the program. */
export interface CommandOptions {
  /** Whether the program runs as a user who owns nothing, if the test itself runs as root. */
  readonly isOtherUser?: boolean;
}

/** Runs the program of the packed package in a folder, without a terminal. */
export function runPackagedCommand(
  args: readonly string[],
  { folder, isOtherUser = false }: CommandOptions & { readonly folder: string },
): CommandResult {
  const env = { PATH: process.env['PATH'] ?? '', HOME: join(PROJECT, '.data') };
  const other = isOtherUser && process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const options = { cwd: folder, env, encoding: 'utf8', ...other } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [packagedProgram(), ...args],
    options,
  );
  return { status, stdout, stderr };
}

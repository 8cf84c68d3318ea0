import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { bundleIn } from '../jest/bundled-commands';
import { watchChild } from '../processes/child';
import type { ProgramResult } from '../processes/run-program';
import { copySources } from './source-copy';

/** A copy of this project in which to run `npm run credentials`. */
export interface CredentialsProject {
  readonly folder: string;
  /** Runs the command from its bundle with a text on standard input. */
  run(args: readonly string[], input?: string | Buffer): Promise<ProgramResult>;
  /** Runs the command from its source, as npm does. */
  runSource(args: readonly string[]): Promise<ProgramResult>;
  write(name: string, content: string | Buffer): void;
  read(name: string): string;
  /** Returns the variables of `.env`, as the toolkit parses it. */
  variables(): Readonly<Record<string, string>>;
  /** Removes `.env` and the htpasswd file. */
  clear(): void;
  remove(): void;
}

export const HTPASSWD = 'assets/users.private.htpasswd';

/** The command of package.json, for a process in such a folder. */
export const COMMAND = ['--import', 'tsx', 'cli/bin.ts', 'credentials'];

const CHEAP = join(__dirname, '..', 'guard', 'cheap-scrypt-child.cjs');

/**
 * Opens a copy of this project.
 *
 * @param options - `hashes: 'cheap'` makes `run` compute cheap hashes, as the tests do.
 */
export function openCredentialsProject({
  hashes = 'full',
}: {
  readonly hashes?: 'cheap' | 'full';
} = {}): CredentialsProject {
  const more = hashes === 'cheap' ? ['--require', CHEAP] : [];
  const { folder, remove } = copySources();
  const at = (name: string) => join(folder, name);
  const read = (name: string) => readFileSync(at(name), 'utf8');
  const run = async (args: readonly string[], input: string | Buffer = '') => {
    const env = { PATH: process.env['PATH'] ?? '' };
    const program = spawn(process.execPath, args, { cwd: folder, env });
    program.stdin.on('error', () => undefined); // it may end without reading
    program.stdin.end(input);
    const child = watchChild(program);
    const exitCode = await child.exited;
    return { exitCode, stdout: child.stdout(), stderr: child.stderr() };
  };
  return {
    folder,
    remove,
    read,
    run: (args, input) => run([...more, ...bundleIn(folder, 'credentials'), ...args], input),
    runSource: (args) => run([...COMMAND, ...args]),
    write: (name, content) => writeFileSync(at(name), content),
    variables: () => parse(read('.env')),
    clear() {
      for (const name of ['.env', HTPASSWD]) rmSync(at(name), { force: true });
    },
  };
}

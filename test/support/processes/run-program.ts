import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../../cli/project/find-program';
import { watchChild } from './child';

/** The result of a program. */
export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Returns the path of the first of these programs that is installed.
 *
 * @throws Error if none is installed, because a missing client must not make a test pass.
 */
export function requireProgram(...names: readonly string[]): string {
  for (const name of names) {
    const found = findProgram(name);
    if (found !== undefined) return found;
  }
  throw new Error(`This test needs ${names.join(' or ')}: install it, so that it is on the PATH.`);
}

/** Runs a program until it ends, without proxies and user settings. */
export async function runProgram(name: string, args: readonly string[]): Promise<ProgramResult> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: join(tmpdir(), 'nobody'), LANG: 'C.UTF-8' };
  const program = spawn(requireProgram(name), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const child = watchChild(program);
  const exitCode = await child.exited;
  return { exitCode, stdout: child.stdout(), stderr: child.stderr() };
}

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvVariables } from './env-file';
import { DATA } from './paths';

/** What the service is to read. */
export interface LocalEnvFileOptions {
  /** The operator's file of variables. */
  readonly file: string;
  /** What is added to it, in place of what it says. */
  readonly more: EnvVariables;
}

/**
 * Writes what the operator's file says, and more, into a file for this machine alone: a deploy would
 * send whatever stands in `.env`.
 *
 * @returns where it is.
 */
export function writeLocalEnvFile({ file, more }: LocalEnvFileOptions): string {
  const lines = Object.entries(more).map(([name, value]) => `${name}=${value}`);
  const text = `${readFileSync(file, 'utf8')}\n${lines.join('\n')}\n`;
  mkdirSync(DATA, { recursive: true });
  const local = join(DATA, 'local.env');
  // A file that is there keeps its mode, whatever that is.
  rmSync(local, { force: true });
  writeFileSync(local, text, { mode: 0o600 });
  return local;
}

import { existsSync } from 'node:fs';
import { ensureEnvFile } from '../env-file';
import { ENV, ENV_EXAMPLE } from '../paths';
import type { CommandOptions } from './command-forms';
import type { Place } from './place';

/** Makes `.env` as `npm start` does, where a variable is to go there and it is missing. */
export function ensureSettings({ kind }: Place, { env }: CommandOptions): void {
  if (kind === 'file' || env !== ENV || existsSync(ENV)) return;
  console.error(ensureEnvFile(ENV, ENV_EXAMPLE));
}

import { existsSync } from 'node:fs';
import { ensureEnvFile } from '../project/env-file';
import { ENV, ENV_EXAMPLE } from '../project/paths';
import type { CommandOptions } from './commands';
import type { Place } from './credential-source';

/** Makes `.env` as `npm start` does, where a variable is to go there and it is missing. */
export function ensureSettings({ kind }: Place, { env }: CommandOptions): void {
  if (kind === 'file' || env !== ENV || existsSync(ENV)) return;
  console.error(ensureEnvFile(ENV, ENV_EXAMPLE));
}

import { existsSync } from 'node:fs';
import { type EnvVariables, readEnvFile } from './env-file';
import { ENV } from './paths';

/**
 * Reads variables from the environment, and those that are not set there from a file of settings.
 *
 * @param file - `.env` may be missing, another one may not.
 * @returns those that are set to something.
 * @throws CliError where the file is not understood.
 */
export function readVariables(file: string, names: readonly string[]): EnvVariables {
  const written = file === ENV && !existsSync(ENV) ? {} : readEnvFile(file);
  const found = names.map((name) => [name, process.env[name] || written[name] || ''] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== ''));
}

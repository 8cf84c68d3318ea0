import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBasicVariables } from '../../lib/config';
import { type EnvVariables, readEnvFileText, readEnvText } from './env-file';

const EMPTY_PASSWORD = /^[ \t]*PASSWORD[ \t]*=[ \t]*$/gm;

/**
 * Creates a missing `.env` from the example, and sets a missing PASSWORD to a random one, unless other variables have
 * users. It does not change existing values.
 *
 * @returns a message for the operator, or `undefined` if nothing was changed.
 */
export function ensureEnvFile(file: string, example: string): string | undefined {
  const created = !existsSync(file);
  const text = readEnvFileText(created ? example : file);
  const { variables } = readEnvText(created ? example : file);
  if (variables['PASSWORD'] || hasOtherUsers(variables)) return undefined;

  const line = `PASSWORD=${randomPassword()}`;
  const replaced = text.replace(EMPTY_PASSWORD, line);
  const filled = replaced === text ? `${text.replace(/\n?$/, '\n')}${line}\n` : replaced;
  writeFileSync(file, filled, { mode: 0o600 });
  return created ? 'Created .env with a random PASSWORD.' : 'Added a random PASSWORD to .env.';
}

/** The variables of a local service, and the folder of its data. */
export interface LocalEnvFileOptions {
  readonly folder: string;
  /** The operator's file of variables. */
  readonly file: string;
  /** More variables, which override those of the file. */
  readonly more: EnvVariables;
}

/**
 * Writes the operator's variables, and more, to a file for this machine, because a deploy sends every variable in
 * `.env`.
 *
 * @returns the path of the file.
 */
export function writeLocalEnvFile({ folder, file, more }: LocalEnvFileOptions): string {
  const lines = Object.entries(more).map(([name, value]) => `${name}=${value}`);
  const text = `${readFileSync(file, 'utf8')}\n${lines.join('\n')}\n`;
  mkdirSync(folder, { recursive: true });
  const local = join(folder, 'local.env');
  // An existing file would keep its mode.
  rmSync(local, { force: true });
  writeFileSync(local, text, { mode: 0o600 });
  return local;
}

/** Returns a random password for `.env`, in characters that a shell can read from it. */
export function randomPassword(): string {
  return randomBytes(18).toString('base64url');
}

/** Returns whether variables have users, but no USERNAME. */
export function hasOtherUsers(variables: EnvVariables): boolean {
  const { USERNAME, BASIC_AUTH_CREDENTIALS, more } = readBasicVariables(variables);
  return USERNAME === undefined && (BASIC_AUTH_CREDENTIALS ?? more) !== undefined;
}

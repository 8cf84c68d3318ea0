import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'dotenv';
import { OperatorError } from './main';
import { ENV, ROOT } from './paths';

/** Variables by name, as `.env` sets them. */
export type EnvVariables = Readonly<Record<string, string>>;

const WAY_OUT = 'Mend it, or move it away: npm start makes a new .env from .env.example.';

const BLANK_OR_COMMENT = /^\s*(?:#.*)?$/;
const ASSIGNMENT = /^\s*[\w.-]+\s*=/;
const EMPTY_PASSWORD = /^[ \t]*PASSWORD[ \t]*=[ \t]*$/gm;

/**
 * The file that the toolkit will read variables from: the one named by `--env`, else `.env`.
 *
 * @param parameters - what is handed on to twilio-run.
 */
export function envFileOf(parameters: readonly string[]): string {
  const options = { env: { type: 'string' } } as const;
  const { env } = parseArgs({ args: [...parameters], options, strict: false }).values;
  return typeof env === 'string' && env !== '' ? resolve(ROOT, env) : ENV;
}

/**
 * Makes sure that `.env` is there and sets a PASSWORD: a missing file is copied from the example, a
 * missing password is a random one. What the file sets already is left as it is.
 *
 * @returns what was done, for the operator to read; `undefined` where there was nothing to do.
 */
export function ensureEnvFile(file: string, example: string): string | undefined {
  const created = !existsSync(file);
  const text = readText(created ? example : file);
  if (parse(text)['PASSWORD']) return undefined;

  const line = `PASSWORD=${randomBytes(18).toString('base64url')}`;
  const replaced = text.replace(EMPTY_PASSWORD, line);
  const filled = replaced === text ? `${text.replace(/\n?$/, '\n')}${line}\n` : replaced;
  writeFileSync(file, filled, { mode: 0o600 });
  return created ? 'Created .env with a random PASSWORD.' : 'Added a random PASSWORD to .env.';
}

/**
 * Reads `.env` with the parser that the Serverless Toolkit uses, and says which lines that parser
 * would silently pass over.
 *
 * @throws OperatorError that names the lines by number, never by content.
 */
export function readEnvFile(file: string): EnvVariables {
  const text = readText(file);
  const broken = text
    .split(/\r?\n/)
    .flatMap((line, index) =>
      BLANK_OR_COMMENT.test(line) || ASSIGNMENT.test(line) ? [] : [`line ${index + 1}`],
    );
  if (broken.length === 0) return parse(text);
  throw new OperatorError(
    `.env is broken in ${broken.join(', ')}: a line must be NAME=value, a # comment or empty.\n` +
      WAY_OUT,
  );
}

function readText(file: string): string {
  const bytes = readBytes(file);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new OperatorError(`${file} is not UTF-8 text. ${WAY_OUT}`);
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (reason) {
    throw new OperatorError(`Cannot read ${file}: ${(reason as Error).message}. ${WAY_OUT}`);
  }
}

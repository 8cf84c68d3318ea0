import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'dotenv';
import { readBasicVariables } from '../../lib/config';
import { CliError } from '../run-command';
import { DATA, ENV, ROOT } from './paths';

const REMEDY = 'Mend it, or move it away: npm start makes a new .env from .env.example.';

const BLANK_OR_COMMENT = /^\s*(?:#.*)?$/;

const ASSIGNMENT = /^\s*([\w.-]+)\s*=/;

const EMPTY_PASSWORD = /^[ \t]*PASSWORD[ \t]*=[ \t]*$/gm;

/** Variables by name, as `.env` sets them. */
export type EnvVariables = Readonly<Record<string, string>>;

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

/** What is handed on to twilio-run, without the file that {@link envFileOf} has found there. */
export function withoutEnvFile(parameters: readonly string[]): readonly string[] {
  return parameters.filter((parameter, index) => {
    if (parameter === '--env' || parameter.startsWith('--env=')) return false;
    return parameters[index - 1] !== '--env' || parameter.startsWith('-');
  });
}

/**
 * Makes sure that `.env` is there and sets a PASSWORD: a missing file is copied from the example, a
 * missing password is a random one, unless other variables say who may call. What the file sets
 * already is left as it is.
 *
 * @returns what was done, for the operator to read; `undefined` where there was nothing to do.
 */
export function ensureEnvFile(file: string, example: string): string | undefined {
  const created = !existsSync(file);
  const text = readText(created ? example : file);
  const variables = parse(text);
  if (variables['PASSWORD'] || hasOtherUsers(variables)) return undefined;

  const line = `PASSWORD=${randomBytes(18).toString('base64url')}`;
  const replaced = text.replace(EMPTY_PASSWORD, line);
  const filled = replaced === text ? `${text.replace(/\n?$/, '\n')}${line}\n` : replaced;
  writeFileSync(file, filled, { mode: 0o600 });
  return created ? 'Created .env with a random PASSWORD.' : 'Added a random PASSWORD to .env.';
}

/** What a file of variables says, and what is wrong with it: lines by number, never by content. */
export interface EnvText {
  readonly variables: EnvVariables;
  /** The lines that the toolkit's parser silently passes over, as `line 2`. */
  readonly skipped: readonly string[];
  /** The names that are set more than once; the last one counts. */
  readonly repeated: readonly string[];
}

/**
 * Reads `.env` with the parser that the Serverless Toolkit uses.
 *
 * @throws CliError where the file cannot be read.
 */
export function readEnvText(file: string): EnvText {
  return parseText(readText(file));
}

/**
 * Reads `.env`, as {@link readEnvText} does, and insists that all of it is understood.
 *
 * @throws CliError that names the lines that are not.
 */
export function readEnvFile(file: string): EnvVariables {
  return parseEnvText(readText(file));
}

/**
 * Reads the text of an `.env` file, as `readEnvFile` does.
 *
 * @throws CliError that names the lines that are not understood.
 */
export function parseEnvText(text: string): EnvVariables {
  const { variables, skipped } = parseText(text);
  if (skipped.length === 0) return variables;
  throw new CliError(
    `.env is broken in ${skipped.join(', ')}: a line must be NAME=value, a # comment or empty.\n` +
      REMEDY,
  );
}

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

function hasOtherUsers(variables: EnvVariables): boolean {
  const { USERNAME, BASIC_AUTH_CREDENTIALS, more } = readBasicVariables(variables);
  return USERNAME === undefined && (BASIC_AUTH_CREDENTIALS ?? more) !== undefined;
}

function parseText(text: string): EnvText {
  const lines = text.split(/\r?\n/);
  const skipped = lines.flatMap((line, index) =>
    BLANK_OR_COMMENT.test(line) || ASSIGNMENT.test(line) ? [] : [`line ${index + 1}`],
  );
  const names = lines.flatMap((line) => ASSIGNMENT.exec(line)?.[1] ?? []);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) < index));
  return { variables: parse(text), skipped, repeated: [...repeated] };
}

function readText(file: string): string {
  const bytes = readBytes(file);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new CliError(`${file} is not UTF-8 text. ${REMEDY}`);
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (reason) {
    throw new CliError(`Cannot read ${file}: ${(reason as Error).message}. ${REMEDY}`);
  }
}

import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'dotenv';
import { readBasicVariables } from '../../lib/config';
import { CliError } from '../run-command';
import { DATA, ENV, ROOT } from './paths';

const REMEDY = 'Fix it, or move it away: npm start creates a new .env from .env.example.';
const BLANK_OR_COMMENT = /^\s*(?:#.*)?$/;
const ASSIGNMENT = /^\s*([\w.-]+)\s*=/;
const EMPTY_PASSWORD = /^[ \t]*PASSWORD[ \t]*=[ \t]*$/gm;

/** The variables of an `.env` file by name. */
export type EnvVariables = Readonly<Record<string, string>>;

/**
 * Returns the file from which the toolkit reads variables: the file of `--env`, else `.env`.
 *
 * @param parameters - the parameters of twilio-run.
 */
export function envFileOf(parameters: readonly string[]): string {
  const options = { env: { type: 'string' } } as const;
  const { env } = parseArgs({ args: [...parameters], options, strict: false }).values;
  return typeof env === 'string' && env !== '' ? resolve(ROOT, env) : ENV;
}

/** Returns the parameters of twilio-run without the file that {@link envFileOf} returns. */
export function withoutEnvFile(parameters: readonly string[]): readonly string[] {
  return parameters.filter((parameter, index) => {
    if (parameter === '--env' || parameter.startsWith('--env=')) return false;
    return parameters[index - 1] !== '--env' || parameter.startsWith('-');
  });
}

/**
 * Creates a missing `.env` from the example, and sets a missing PASSWORD to a random one, unless other variables have
 * users. It does not change existing values.
 *
 * @returns a message for the operator, or `undefined` if nothing was changed.
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

/** The variables of a file, and its problems: lines by number, never by content. */
export interface EnvText {
  readonly variables: EnvVariables;
  /** The lines that the toolkit's parser silently skips, such as `line 2`. */
  readonly skipped: readonly string[];
  /** The names that are set more than once. The last value applies. */
  readonly repeated: readonly string[];
}

/**
 * Reads `.env` with the parser of the Serverless Toolkit.
 *
 * @throws CliError if the file cannot be read.
 */
export function readEnvText(file: string): EnvText {
  return parseText(readText(file));
}

/**
 * Reads `.env` as {@link readEnvText} does, and requires every line to be valid.
 *
 * @throws CliError that names the invalid lines.
 */
export function readEnvFile(file: string): EnvVariables {
  return parseEnvText(readText(file));
}

/**
 * Parses the text of an `.env` file, and requires every line to be valid.
 *
 * @throws CliError that names the invalid lines.
 */
export function parseEnvText(text: string): EnvVariables {
  const { variables, skipped } = parseText(text);
  if (skipped.length === 0) return variables;
  throw new CliError(
    `.env is broken in ${skipped.join(', ')}: a line must be NAME=value, a # comment or empty.\n` +
      REMEDY,
  );
}

/** The variables of a local service. */
export interface LocalEnvFileOptions {
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
export function writeLocalEnvFile({ file, more }: LocalEnvFileOptions): string {
  const lines = Object.entries(more).map(([name, value]) => `${name}=${value}`);
  const text = `${readFileSync(file, 'utf8')}\n${lines.join('\n')}\n`;
  mkdirSync(DATA, { recursive: true });
  const local = join(DATA, 'local.env');
  // An existing file would keep its mode.
  rmSync(local, { force: true });
  writeFileSync(local, text, { mode: 0o600 });
  return local;
}

/**
 * Reads variables from the environment, or else from a file.
 *
 * @param file - the file, which may be missing only if it is `.env`.
 * @returns the variables that are set and not empty.
 * @throws CliError if a line of the file is invalid.
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

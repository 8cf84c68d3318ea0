import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'dotenv';
import { CliError } from '../run-command';
import type { Project } from './project';

const REMEDY = 'Fix it, or move it away.';
const BLANK_OR_COMMENT = /^\s*(?:#.*)?$/;
const ASSIGNMENT = /^\s*([\w.-]+)\s*=/;

/** The variables of an `.env` file by name. */
export type EnvVariables = Readonly<Record<string, string>>;

/**
 * Returns the file from which the toolkit reads variables: the file of `--env`, else `.env`.
 *
 * @param parameters - the parameters of twilio-run.
 */
export function envFileOf(project: Project, parameters: readonly string[]): string {
  const options = { env: { type: 'string' } } as const;
  const { env } = parseArgs({ args: [...parameters], options, strict: false }).values;
  return typeof env === 'string' && env !== '' ? resolve(env) : project.envFile;
}

/** Returns the parameters of twilio-run without the file that {@link envFileOf} returns. */
export function withoutEnvFile(parameters: readonly string[]): readonly string[] {
  return parameters.filter((parameter, index) => {
    if (parameter === '--env' || parameter.startsWith('--env=')) return false;
    return parameters[index - 1] !== '--env' || parameter.startsWith('-');
  });
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
  return parseText(readEnvFileText(file));
}

/**
 * Reads `.env` as {@link readEnvText} does, and requires every line to be valid.
 *
 * @throws CliError that names the invalid lines.
 */
export function readEnvFile(file: string): EnvVariables {
  return parseEnvText(readEnvFileText(file));
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

/** Where to read variables from, and their names. */
export interface VariablesToRead {
  /** The file, which may be missing only if it is the project's own. */
  readonly file: string;
  readonly names: readonly string[];
}

/**
 * Reads variables from the environment, or else from a file.
 *
 * @returns the variables that are set and not empty.
 * @throws CliError if a line of the file is invalid.
 */
export function readVariables(project: Project, { file, names }: VariablesToRead): EnvVariables {
  const isOptional = file === project.envFile && !existsSync(file);
  const written = isOptional ? {} : readEnvFile(file);
  const found = names.map((name) => [name, process.env[name] || written[name] || ''] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== ''));
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

/**
 * Reads the text of an `.env` file.
 *
 * @throws CliError if it cannot be read or is not UTF-8.
 */
export function readEnvFileText(file: string): string {
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

import { parse } from 'dotenv';
import { EDGE_TOKENS } from '../../lib/config';
import { commandLine } from '../../lib/util/command-line';
import type { EnvVariables } from '../project/env-file';
import {
  isTokenVariable,
  MAX_TOTAL_BYTES,
  MAX_VALUE_BYTES,
  totalBytes,
} from '../project/variables';
import { CliError } from '../run-command';

// A shell can read such a value from the file.
const PLAIN = /^[\w+/=-]+$/;
const FILE_HINT = 'Run the same command with --file: the htpasswd file has no such limit.';

const REVOKE_EDGE_HINT = `Revoke the token of an earlier edge with ${commandLine('credentials revoke ID')}.`;
const REVOKE_HINT = `Revoke tokens with ${commandLine('credentials revoke ID')}, or move users to the htpasswd file.`;

/**
 * Sets a variable in the text of an `.env` file without changing the other lines. A new variable is inserted below
 * the comment that shows it, or else at the end.
 *
 * @throws CliError if the toolkit's parser would not return exactly this value.
 */
export function setVariable(text: string, name: string, value: string): string {
  const lines = text.split('\n');
  const assignment = `${name}=${quoted(value)}`;
  // The last of several assignments applies.
  const index = lines.findLastIndex((line) => Object.hasOwn(parse(line), name));
  const example = lines.findLastIndex((line) => line.startsWith(`# ${name}=`));
  if (index !== -1) lines[index] = withEndOf(lines[index], assignment);
  else if (example !== -1) lines.splice(example + 1, 0, withEndOf(lines[example], assignment));
  else return requireExactValue(text, append(text, assignment), { [name]: value });
  return requireExactValue(text, lines.join('\n'), { [name]: value });
}

/**
 * Checks the size of a variable against the platform's limits.
 *
 * @returns a line with the sizes.
 * @throws CliError that says how to reduce the size.
 */
export function requireFittingSize(name: string, variables: EnvVariables): string {
  const bytes = Buffer.byteLength(variables[name] ?? '');
  const isOfTokens = isTokenVariable(name) || name === EDGE_TOKENS;
  if (bytes > MAX_VALUE_BYTES) {
    throw new CliError(
      `${name} would have ${bytes} bytes, and Twilio accepts ${MAX_VALUE_BYTES} for a value. Nothing was changed.\n` +
        remedyForSize(name, variables),
    );
  }
  const total = requireFittingTotal(variables, isOfTokens ? REVOKE_HINT : FILE_HINT);
  return `${name}: ${bytes} of ${MAX_VALUE_BYTES} bytes; all variables: ${total} of about ${MAX_TOTAL_BYTES}.`;
}

/**
 * Checks the total size of all variables.
 *
 * @returns the size in bytes.
 * @throws CliError that ends with the remedy.
 */
export function requireFittingTotal(variables: EnvVariables, remedy: string): number {
  const total = totalBytes(variables);
  if (total <= MAX_TOTAL_BYTES) return total;
  throw new CliError(
    `All variables together would have ${total} bytes, and Twilio accepts about ${MAX_TOTAL_BYTES}. Nothing was\n` +
      `changed. ${remedy}`,
  );
}

// Inside double quotes, \n ends a line. JSON contains double quotes, which other programs take for the end of
// the value.
function quoted(value: string): string {
  if (PLAIN.test(value)) return value;
  if (value.includes('"') && !/['\n]/.test(value)) return `'${value}'`;
  return `"${value.replaceAll('\n', '\\n')}"`;
}

function append(text: string, line: string): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return `${text}${text === '' || text.endsWith('\n') ? '' : end}${line}${end}`;
}

function withEndOf(old: string | undefined, line: string): string {
  return old?.endsWith('\r') ? `${line}\r` : line;
}

function requireExactValue(
  before: string,
  after: string,
  change: Readonly<Record<string, string>>,
): string {
  const expected = { ...parse(before), ...change };
  const found = parse(after);
  const names = Object.keys(expected);
  const isSame = names.every((name) => found[name] === expected[name]);
  if (isSame && Object.keys(found).length === names.length) return after;
  throw new CliError(
    `${Object.keys(change)[0]} cannot store this value: .env changes a backslash before an n, and white space at ` +
      'either end. Nothing was changed. Use --file, or another name for a token.',
  );
}

function remedyForSize(name: string, variables: EnvVariables): string {
  if (name === EDGE_TOKENS) return REVOKE_EDGE_HINT;
  const other = `--variable ${nextName(name, variables)}${isTokenVariable(name) ? '' : ' or --file'}`;
  return `Run the same command with another source: ${other}`;
}

function nextName(name: string, variables: EnvVariables): string {
  const list = isTokenVariable(name) ? 'BEARER_TOKENS' : 'BASIC_AUTH_CREDENTIALS';
  let number = 2;
  while (variables[`${list}_${number}`]) number += 1;
  return `${list}_${number}`;
}

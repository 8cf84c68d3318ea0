import { parse } from 'dotenv';
import type { EnvVariables } from '../project/env-file';
import {
  isTokenVariable,
  MAX_TOTAL_BYTES,
  MAX_VALUE_BYTES,
  totalBytes,
} from '../project/variables';
import { CliError } from '../run-command';

const FILE = 'Run the same command with --file: the htpasswd file has no such limit.';

const REVOKE = 'Make room: npm run credentials -- revoke ID, or users in the htpasswd file.';

/**
 * Sets a variable in the text of an `.env` file and leaves every other line as it is. A variable that
 * is not there yet goes below the comment that shows it, else to the end.
 *
 * @throws CliError where the toolkit's parser would not read just this value back.
 */
export function setVariable(text: string, name: string, value: string): string {
  const lines = text.split('\n');
  const assignment = `${name}=${quoted(value)}`;
  // Of several assignments, the last one counts.
  const index = lines.findLastIndex((line) => Object.hasOwn(parse(line), name));
  const example = lines.findLastIndex((line) => line.startsWith(`# ${name}=`));
  if (index !== -1) lines[index] = withEndOf(lines[index], assignment);
  else if (example !== -1) lines.splice(example + 1, 0, withEndOf(lines[example], assignment));
  else return check(text, append(text, assignment), { [name]: value });
  return check(text, lines.join('\n'), { [name]: value });
}

/**
 * Checks a variable's size against the platform's limits.
 *
 * @returns the sizes, for the operator to read.
 * @throws CliError that names the ways out.
 */
export function checkSize(name: string, variables: EnvVariables): string {
  const bytes = Buffer.byteLength(variables[name] ?? '');
  const isOfTokens = isTokenVariable(name);
  if (bytes > MAX_VALUE_BYTES) {
    throw new CliError(
      `${name} would have ${bytes} bytes, and Twilio takes ${MAX_VALUE_BYTES} for a value. Nothing was changed.\n` +
        `Run the same command with another source: --variable ${nextName(name, variables)}${isOfTokens ? '' : ' or --file'}`,
    );
  }
  const total = checkTotal(variables, isOfTokens ? REVOKE : FILE);
  return `${name}: ${bytes} of ${MAX_VALUE_BYTES} bytes; all variables: ${total} of about ${MAX_TOTAL_BYTES}.`;
}

/**
 * Checks the size of all variables together.
 *
 * @returns it, in bytes.
 * @throws CliError that ends with the remedy.
 */
export function checkTotal(variables: EnvVariables, remedy: string): number {
  const total = totalBytes(variables);
  if (total <= MAX_TOTAL_BYTES) return total;
  throw new CliError(
    `All variables together would have ${total} bytes, and Twilio takes about ${MAX_TOTAL_BYTES}. Nothing was\n` +
      `changed. ${remedy}`,
  );
}

// Inside double quotes, \n ends a line. JSON has double quotes of its own, which other programs that
// read such a file take for the end.
function quoted(value: string): string {
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

function check(before: string, after: string, change: Readonly<Record<string, string>>): string {
  const expected = { ...parse(before), ...change };
  const found = parse(after);
  const names = Object.keys(expected);
  const isSame = names.every((name) => found[name] === expected[name]);
  if (isSame && Object.keys(found).length === names.length) return after;
  throw new CliError(
    `${Object.keys(change)[0]} cannot hold this: in .env, a backslash before an n and white space at ` +
      'either end do not stay what they are. Nothing was changed. Use --file, or for a token another name.',
  );
}

function nextName(name: string, variables: EnvVariables): string {
  const list = isTokenVariable(name) ? 'BEARER_TOKENS' : 'BASIC_AUTH_CREDENTIALS';
  let number = 2;
  while (variables[`${list}_${number}`]) number += 1;
  return `${list}_${number}`;
}

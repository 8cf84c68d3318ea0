import type { EnvVariables } from '../project/env-file';
import { isTokenVariable } from '../project/token-variables';
import { MAX_TOTAL_BYTES, MAX_VALUE_BYTES, totalBytes } from '../project/variables';
import { CliError } from '../run-command';

const FILE = 'Run the same command with --file: the htpasswd file has no such limit.';
const REVOKE = 'Make room: npm run credentials -- revoke ID, or users in the htpasswd file.';

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
        `Run the same command with another place: --variable ${nextName(name, variables)}${isOfTokens ? '' : ' or --file'}`,
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

function nextName(name: string, variables: EnvVariables): string {
  const list = isTokenVariable(name) ? 'BEARER_TOKENS' : 'BASIC_AUTH_CREDENTIALS';
  let number = 2;
  while (variables[`${list}_${number}`]) number += 1;
  return `${list}_${number}`;
}

import type { EnvVariables } from '../env-file';
import { OperatorError } from '../main';
import { MAX_TOTAL_BYTES, MAX_VALUE_BYTES, totalBytes } from '../variable-limits';

/**
 * Checks a variable's size against the platform's limits.
 *
 * @returns the sizes, for the operator to read.
 * @throws OperatorError that names the ways out.
 */
export function checkSize(name: string, variables: EnvVariables): string {
  const bytes = Buffer.byteLength(variables[name] ?? '');
  const total = totalBytes(variables);
  if (bytes > MAX_VALUE_BYTES) {
    throw new OperatorError(
      `${name} would have ${bytes} bytes, and Twilio takes ${MAX_VALUE_BYTES} for a value. Nothing was changed.\n` +
        `Run the same command with another place: --variable ${nextName(variables)} or --file`,
    );
  }
  if (total > MAX_TOTAL_BYTES) {
    throw new OperatorError(
      `All variables together would have ${total} bytes, and Twilio takes about ${MAX_TOTAL_BYTES}. Nothing was\n` +
        'changed. Run the same command with --file: the htpasswd file has no such limit.',
    );
  }
  return `${name}: ${bytes} of ${MAX_VALUE_BYTES} bytes; all variables: ${total} of about ${MAX_TOTAL_BYTES}.`;
}

function nextName(variables: EnvVariables): string {
  let number = 2;
  while (variables[`BASIC_AUTH_CREDENTIALS_${number}`]) number += 1;
  return `BASIC_AUTH_CREDENTIALS_${number}`;
}

import type { EnvVariables } from './env-file';
import { OperatorError } from './main';

const MAX_NAME_CHARACTERS = 128;
const MAX_VALUE_BYTES = 450;
const MAX_TOTAL_BYTES = 3000;
const NOT_DEPLOYED = ['ACCOUNT_SID', 'AUTH_TOKEN'];

/**
 * Checks the variables that a deploy would send against the platform's limits, before anything is
 * uploaded.
 *
 * @see https://www.twilio.com/docs/serverless/functions-assets/functions/variables
 * @throws OperatorError that lists every problem by variable name.
 */
export function checkVariables(variables: EnvVariables): void {
  const deployed = Object.entries(variables).filter(
    ([name, value]) => value !== '' && !NOT_DEPLOYED.includes(name),
  );
  const problems = deployed.flatMap(([name, value]) => [
    ...(name.length > MAX_NAME_CHARACTERS ? [`the name ${name} has over 128 characters`] : []),
    ...(Buffer.byteLength(value) > MAX_VALUE_BYTES ? [`${name} has over 450 bytes`] : []),
  ]);
  if (Buffer.byteLength(JSON.stringify(Object.fromEntries(deployed))) > MAX_TOTAL_BYTES) {
    problems.push('all variables together have over 3,000 bytes');
  }
  if (problems.length === 0) return;
  throw new OperatorError(
    `Twilio would refuse the variables in .env:\n${problems.map((line) => `- ${line}`).join('\n')}`,
  );
}

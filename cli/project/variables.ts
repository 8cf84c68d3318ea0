import type { EnvVariables } from './env-file';

/** What Twilio takes, in bytes, for one value and (about) for all variables of a service. */
export const MAX_VALUE_BYTES = 450;
export const MAX_TOTAL_BYTES = 3000;

/** What a deploy needs for itself and does not send. */
const NOT_DEPLOYED = ['ACCOUNT_SID', 'AUTH_TOKEN'];

/** The variables that a deploy sends: it drops empty ones. */
export function deployedVariables(variables: EnvVariables): EnvVariables {
  return Object.fromEntries(
    Object.entries(variables).filter(
      ([name, value]) => value !== '' && !NOT_DEPLOYED.includes(name),
    ),
  );
}

/** The size in bytes of the variables that a deploy sends, with their names. */
export function totalBytes(variables: EnvVariables): number {
  return Buffer.byteLength(JSON.stringify(deployedVariables(variables)));
}

import { readBasicVariables, readTokenVariables } from '../../lib/config';
import { parseCredentials } from '../../lib/schemes/basic/parse-credentials';
import type { EnvVariables } from './env-file';

/** Twilio's limits in bytes, of one value and (about) of all variables of a service. */
export const MAX_VALUE_BYTES = 450;
export const MAX_TOTAL_BYTES = 3000;

/** The variables that a deploy needs itself and does not send. */
const NOT_DEPLOYED = ['ACCOUNT_SID', 'AUTH_TOKEN'];
const ANY = { pepper: undefined, minLength: null };

/** Returns the variables that a deploy sends, which are not empty. */
export function deployedVariables(variables: EnvVariables): EnvVariables {
  return Object.fromEntries(
    Object.entries(variables).filter(
      ([name, value]) => value !== '' && !NOT_DEPLOYED.includes(name),
    ),
  );
}

/** Returns the size in bytes of the variables that a deploy sends, with their names. */
export function totalBytes(variables: EnvVariables): number {
  return Buffer.byteLength(JSON.stringify(deployedVariables(variables)));
}

/** Returns the names of the variables with tokens, in the library's order. */
export function tokenVariables(variables: EnvVariables): readonly string[] {
  return Object.keys(variables).filter(isTokenVariable);
}

/** Returns whether the library reads tokens from a variable of this name. */
export function isTokenVariable(name: string): boolean {
  if (!/^\w+$/.test(name)) return false;
  const { BEARER_TOKENS, more } = readTokenVariables({ [name]: 'name:hash' });
  return (BEARER_TOKENS ?? more) !== undefined;
}

/** Returns the names of the variables with users, in the library's order. */
export function credentialsVariables(variables: EnvVariables): readonly string[] {
  return Object.keys(variables).filter(isCredentialsVariable);
}

/** Returns whether the library reads users from a variable of this name. */
export function isCredentialsVariable(name: string): boolean {
  if (!/^\w+$/.test(name)) return false;
  const variables = readBasicVariables({ [name]: 'user:password' });
  return parseCredentials({ variables, htpasswd: false }, ANY).credentials.length === 1;
}

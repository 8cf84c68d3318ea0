import { readBasicVariables } from '../../lib/config';
import { parseCredentials } from '../../lib/schemes/basic/parse-credentials';
import type { EnvVariables } from '../project/env-file';

const ANY = { pepper: undefined, minLength: null };

/** The variables that hold lines `user:hash`, in the library's order. */
export function credentialsVariables(variables: EnvVariables): readonly string[] {
  return Object.keys(variables).filter(isCredentialsVariable);
}

/** Whether the library reads credentials from a variable of this name. */
export function isCredentialsVariable(name: string): boolean {
  if (!/^\w+$/.test(name)) return false;
  const variables = readBasicVariables({ [name]: 'user:password' });
  return parseCredentials({ variables, htpasswd: false }, ANY).credentials.length === 1;
}

import { readTokenVariables } from '../../lib/config';
import type { EnvVariables } from './env-file';

/** The variables that hold lines `name:hash`, in the library's order. */
export function tokenVariables(variables: EnvVariables): readonly string[] {
  return Object.keys(variables).filter(isTokenVariable);
}

/** Whether the library reads tokens from a variable of this name. */
export function isTokenVariable(name: string): boolean {
  if (!/^\w+$/.test(name)) return false;
  const { BEARER_TOKENS, more } = readTokenVariables({ [name]: 'name:hash' });
  return (BEARER_TOKENS ?? more) !== undefined;
}

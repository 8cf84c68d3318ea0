import { readTokenVariables } from '../../lib/config';
import { parseTokens } from '../../lib/schemes/bearer/parse-tokens';
import type { ParsedTokens } from '../../lib/schemes/bearer/stored-token';
import { type CredentialStore, variablesOf } from './credential-store';

/** Every token in the file of settings, as the library reads them. */
export function knownTokens(store: CredentialStore): ParsedTokens {
  return parseTokens({ option: undefined, variables: readTokenVariables(variablesOf(store)) });
}

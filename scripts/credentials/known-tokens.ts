import { readTokenVariables } from '../../lib/config';
import { readTokens } from '../../lib/schemes/bearer/parse-tokens';
import type { TokensRead } from '../../lib/schemes/bearer/stored-token';
import { type CredentialStore, variablesOf } from './credential-store';

/** Every token in the file of settings, as the library reads them. */
export function knownTokens(store: CredentialStore): TokensRead {
  return readTokens({ option: undefined, variables: readTokenVariables(variablesOf(store)) });
}

import { readTokenVariables } from '../../lib/config';
import { readTokens } from '../../lib/tokens/read-tokens';
import type { TokensRead } from '../../lib/tokens/stored-token';
import { type CredentialStore, variablesOf } from './credential-store';

/** Every token in the file of settings, as the library reads them. */
export function knownTokens(store: CredentialStore): TokensRead {
  return readTokens({ option: undefined, variables: readTokenVariables(variablesOf(store)) });
}

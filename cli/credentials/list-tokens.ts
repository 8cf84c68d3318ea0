import type { StoredToken } from '../../lib/schemes/bearer/stored-token';
import { isExpired } from '../../lib/tokens/token-limits';
import { formatTable } from '../format-columns';
import type { CredentialStore } from './credential-store';
import { knownTokens } from './known-tokens';

const TOKEN_HEADINGS = ['TOKEN OF', 'ID', 'EXPIRES', 'PATHS', 'SCOPES', 'SOURCE'];

/** Shows every token, without its hash. */
export function listTokens(store: CredentialStore): void {
  const { tokens, problems } = knownTokens(store);
  if (tokens.length > 0) console.log(`\n${formatTable([TOKEN_HEADINGS, ...tokens.map(tokenRow)])}`);
  if (problems.length === 0) return;
  const list = problems.map((problem) => `- ${problem}`).join('\n');
  console.error(`\nUntil this is mended, no token lets anybody in (status 500):\n${list}`);
}

function tokenRow({ username, limits, item }: StoredToken): readonly string[] {
  const { credentialId = '-', expires = '-', paths = ['all'], scopes = ['-'] } = limits;
  const until = isExpired(expires) ? `${expires} (expired)` : expires;
  return [username, credentialId, until, paths.join(','), scopes.join(','), item];
}

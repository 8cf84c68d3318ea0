import type { StoredToken, TokenLimits } from '../../lib/tokens/stored-token';
import { isExpired } from '../../lib/tokens/token-limits';
import { commandLine } from '../../lib/util/command-line';
import { formatColumns } from '../format-columns';
import { type CredentialStore, openStore } from './credential-store';
import type { CredentialsCall } from './credentials-call';
import { type KnownUser, knownEdges, knownTokens, knownUsers } from './known-credentials';

const USER_HEADINGS = ['USER', 'SOURCE', 'FORMAT', 'PEPPERED', 'PROBLEM'];
const EDGE_HEADINGS = ['EDGE', 'ID', 'EXPIRES', 'SOURCE'];
const TOKEN_HEADINGS = ['TOKEN OF', 'ID', 'EXPIRES', 'PATHS', 'SCOPES', 'SOURCE'];

/** Runs `list`: prints every user, every token and every edge without secrets. */
export function listCredentials(call: CredentialsCall): void {
  const store = openStore(call);
  listUsers(store);
  listTokens(store);
  listEdges(store);
}

/** Prints every user. */
function listUsers(store: CredentialStore): void {
  const { users, problems, warnings } = knownUsers(store);
  if (users.length === 0) {
    console.error(
      `There are no users yet. To add a user, run ${commandLine('credentials add USERNAME')}`,
    );
  } else {
    console.log(formatColumns([USER_HEADINGS, ...users.map(userRow)]));
  }
  for (const warning of warnings) console.error(`\nWarning: ${warning}.`);
  if (problems.length === 0) return;
  const list = problems.map((problem) => `- ${problem}`).join('\n');
  console.error(`\nUntil this is fixed, every request gets status 500:\n${list}`);
}

function userRow({ username, source, credential }: KnownUser): readonly string[] {
  if (credential === undefined) return [username, source, '-', '-', 'see below'];
  const { password } = credential;
  const isPeppered = password.format !== 'plain' && password.peppered;
  return [username, source, password.format, isPeppered ? 'yes' : 'no', ''];
}

/** Prints every token without its hash. */
function listTokens(store: CredentialStore): void {
  const { tokens, problems } = knownTokens(store);
  if (tokens.length > 0)
    console.log(`\n${formatColumns([TOKEN_HEADINGS, ...tokens.map(tokenRow)])}`);
  if (problems.length === 0) return;
  const list = problems.map((problem) => `- ${problem}`).join('\n');
  console.error(`\nUntil this is fixed, every request with a token gets status 500:\n${list}`);
}

function tokenRow({ username, limits, item }: StoredToken): readonly string[] {
  const { credentialId = '-', paths = ['all'], scopes = ['-'] } = limits;
  return [username, credentialId, expiryOf(limits), paths.join(','), scopes.join(','), item];
}

/** Prints the token of every edge without its hash. */
function listEdges(store: CredentialStore): void {
  const { tokens, problems } = knownEdges(store);
  const rows = tokens.map(({ username, limits, item }) => [
    username,
    limits.credentialId ?? '-',
    expiryOf(limits),
    item,
  ]);
  if (rows.length > 0) console.log(`\n${formatColumns([EDGE_HEADINGS, ...rows])}`);
  if (problems.length === 0) return;
  const list = problems.map((problem) => `- ${problem}`).join('\n');
  console.error(
    `\nUntil this is fixed, these lines identify no edge, and Functions with the option addresses answer 500:\n${list}`,
  );
}

function expiryOf({ expires = '-' }: TokenLimits): string {
  return isExpired(expires) ? `${expires} (expired)` : expires;
}

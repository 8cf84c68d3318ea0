import { usernameProblem } from '../http/credential-text';
import { isScope } from '../http/scope';
import type { Principal } from '../types';
import { credentialLines } from '../util/config-lines';

/** Which scopes each client may have, in the order in which they were configured. */
export type ClientScopes = ReadonlyMap<string, readonly string[]>;

/** Scopes by client, as an option of `tokenEndpoint()` has them. */
export type ScopesByClient = Readonly<Record<string, readonly string[]>>;

/** Reads lines `client:scope scope`. Lines for one client add up; those that start with # are none. */
export function parseScopeLines(
  text: string,
  source: string,
): { readonly scopes: ClientScopes; readonly problems: readonly string[] } {
  const scopes = new Map<string, readonly string[]>();
  const problems: string[] = [];
  for (const { number, line } of credentialLines(text)) {
    const colon = line.indexOf(':');
    const client = line.slice(0, Math.max(colon, 0));
    const names = line.slice(colon + 1).match(/[^ ]+/g) ?? [];
    if (client === '' || names.length === 0 || !names.every(isScope)) {
      problems.push(`line ${number} of ${source} is not client:scope scope`);
      continue;
    }
    const wrongName = usernameProblem(client);
    if (wrongName === undefined) add(scopes, client, names);
    else problems.push(`line ${number} of ${source} has a client that ${wrongName}`);
  }
  return { scopes, problems };
}

/**
 * Copies the option.
 *
 * @throws TypeError where it is none.
 */
export function copyScopes(given: unknown = {}): ClientScopes {
  const scopes = new Map<string, readonly string[]>();
  for (const [client, names] of entriesOf(given)) {
    if (client === '' || !Array.isArray(names) || !names.every(isScope)) throw scopesError();
    const wrongName = usernameProblem(client);
    if (wrongName !== undefined) {
      throw new TypeError(`tokenEndpoint: scopes has a client that ${wrongName}.`);
    }
    add(scopes, client, names);
  }
  return scopes;
}

function entriesOf(given: unknown): readonly (readonly [string, unknown])[] {
  if (typeof given === 'object' && given !== null) return Object.entries(given);
  throw scopesError();
}

function scopesError(): TypeError {
  return new TypeError('tokenEndpoint: scopes must be { client: [names] }.');
}

/** Everything that a client may have: what was configured, and what its credential says itself. */
export function allowedScopes(
  { username, scopes: own = [] }: Principal,
  configured: readonly ClientScopes[],
): readonly string[] {
  const all = configured.flatMap((scopes) => scopes.get(username) ?? []);
  return [...new Set([...all, ...own.filter(isScope)])];
}

/**
 * Reads the parameter `scope` (RFC 6749 section 3.3).
 *
 * @returns `null` where it is malformed.
 */
export function parseScope(parameter: string): readonly string[] | null {
  const names = parameter.split(' ');
  return names.every(isScope) ? names : null;
}

// Names are compared in Unicode normalization form C, in which a principal has its own.
function add(scopes: Map<string, readonly string[]>, client: string, names: readonly string[]) {
  const name = client.normalize('NFC');
  scopes.set(name, [...(scopes.get(name) ?? []), ...names]);
}

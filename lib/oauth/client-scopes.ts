import { usernameProblem } from '../http/credential-text';
import { isScope } from '../http/scope';
import type { Principal } from '../types';
import { credentialLines } from '../util/config-lines';

/** The allowed scopes by client, in the configured order. */
export type ClientScopes = ReadonlyMap<string, readonly string[]>;

/** Scopes by client, in the form of the option of `tokenEndpoint()`. */
export type ScopesByClient = Readonly<Record<string, readonly string[]>>;

/** Parses lines `client:scope scope`. Lines for one client are combined. Lines that start with # are ignored. */
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
      problems.push(`line ${number} of ${source} must be client:scope scope`);
      continue;
    }
    const wrongName = usernameProblem(client);
    if (wrongName === undefined) add(scopes, client, names);
    else problems.push(`line ${number} of ${source} has a client that ${wrongName}`);
  }
  return { scopes, problems };
}

/**
 * Validates and copies the option `scopes`.
 *
 * @throws TypeError if the option is invalid.
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

/** Returns all scopes that a client may have: those of the configuration and those of its credential. */
export function allowedScopes(
  { username, scopes: own = [] }: Principal,
  configured: readonly ClientScopes[],
): readonly string[] {
  const all = configured.flatMap((scopes) => scopes.get(username) ?? []);
  return [...new Set([...all, ...own.filter(isScope)])];
}

/**
 * Parses the parameter `scope` (RFC 6749 section 3.3).
 *
 * @returns `null` if the parameter is malformed.
 */
export function parseScope(parameter: string): readonly string[] | null {
  const names = parameter.split(' ');
  return names.every(isScope) ? names : null;
}

// Names are compared in Unicode normalization form C, because principals use that form.
function add(scopes: Map<string, readonly string[]>, client: string, names: readonly string[]) {
  const name = client.normalize('NFC');
  scopes.set(name, [...(scopes.get(name) ?? []), ...names]);
}

import {
  EDGE_TOKENS,
  readBasicVariables,
  readEdgeTokens,
  readTokenVariables,
} from '../../lib/config';
import { parseEdgeTokens } from '../../lib/edge/edge-tokens';
import {
  MIN_BASIC_PASSWORD_LENGTH,
  parseBasicSettings,
} from '../../lib/schemes/basic/basic-settings';
import type { KnownCredential } from '../../lib/schemes/basic/credential';
import type { PasswordRules } from '../../lib/schemes/basic/parse-credential';
import {
  parseCredentials,
  USERNAME_PASSWORD_SOURCE,
} from '../../lib/schemes/basic/parse-credentials';
import { parseTokens } from '../../lib/tokens/parse-tokens';
import type { ParsedTokens } from '../../lib/tokens/stored-token';
import { credentialLines } from '../../lib/util/config-lines';
import type { CredentialSource } from './credential-source';
import {
  type CredentialStore,
  linesOf,
  parseSourceLines,
  pepperOf,
  sourcesOf,
  variablesOf,
} from './credential-store';
import { usernameOf } from './user-lines';

/** All users in the two files, as the library parses them. */
export interface KnownUsers {
  readonly users: readonly KnownUser[];
  /** The reasons for which the guard answers 500. They contain names but no secrets. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

export interface KnownUser {
  /** The part of the line that can be parsed. */
  readonly username: string;
  readonly source: string;
  /** `undefined` if the library cannot use the line. */
  readonly credential: KnownCredential | undefined;
}

/** Parses all users by the library's own rules. */
export function knownUsers(store: CredentialStore): KnownUsers {
  const variables = variablesOf(store);
  const rules = { pepper: pepperOf(store), minLength: MIN_BASIC_PASSWORD_LENGTH };
  // With `verify`, variables without users are no problem: the users may be in the file.
  const given = { htpasswd: false, verify: () => null } as const;
  const settings = parseBasicSettings(given, readBasicVariables(variables));
  const sources = sourcesOf(store);
  const file = sources.find(({ kind }) => kind === 'file');
  const fileProblems =
    file === undefined ? [] : parseSourceLines(linesOf(store, file), file, rules).problems;
  return {
    users: [
      ...configuredUsers(store, rules),
      ...sources.flatMap((source) => usersAt(source, linesOf(store, source), rules)),
    ],
    problems: [...settings.problems, ...fileProblems],
    warnings: settings.warnings,
  };
}

/** Returns every token in the file of settings, as the library parses them. */
export function knownTokens(store: CredentialStore): ParsedTokens {
  return parseTokens({ option: undefined, variables: readTokenVariables(variablesOf(store)) });
}

/** Returns every token of an edge in the file of settings, as the library parses them. */
export function knownEdges(store: CredentialStore): ParsedTokens {
  return parseEdgeTokens(readEdgeTokens(variablesOf(store)) ?? '');
}

/** Returns the tokens of the kind that a variable stores. */
export function tokensIn(store: CredentialStore, variable: string): ParsedTokens {
  return variable === EDGE_TOKENS ? knownEdges(store) : knownTokens(store);
}

function configuredUsers(store: CredentialStore, rules: PasswordRules): readonly KnownUser[] {
  const { USERNAME = '', PASSWORD = '' } = variablesOf(store);
  if (USERNAME === '' && PASSWORD === '') return [];
  const variables = readBasicVariables({ USERNAME, PASSWORD });
  const { credentials } = parseCredentials({ variables, htpasswd: false }, rules);
  return [{ username: USERNAME, source: USERNAME_PASSWORD_SOURCE, credential: credentials[0] }];
}

function usersAt(
  source: CredentialSource,
  text: string,
  rules: PasswordRules,
): readonly KnownUser[] {
  return credentialLines(text).map(({ number, line }) => {
    const { credentials } = parseSourceLines(line, source, rules);
    const username = usernameOf(line) ?? '?';
    return { username, source: `${source.name}, line ${number}`, credential: credentials[0] };
  });
}

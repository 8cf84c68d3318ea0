import type { BasicVariables } from '../../config';
import { DEFAULT_REALM, realmProblems } from '../../http/challenge';
import { type BasicOptions, basicOptionProblems } from './basic-options';
import type { KnownCredential } from './credential';
import { parseCredentials, USERNAME_PASSWORD_SOURCE } from './parse-credentials';

/** The validated settings of `basic()`. */
export interface BasicSettings {
  readonly realm: string;
  readonly credentials: readonly KnownCredential[];
  /** The problems that make the scheme unusable: they name settings and never contain secrets. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** The default minimum number of characters of a plain password. */
export const MIN_BASIC_PASSWORD_LENGTH = 8;
const MIN_PEPPER_LENGTH = 16;
const NO_CREDENTIALS = ['USERNAME is required', 'PASSWORD is required'];

/** Parses the options and the variables, and reports all their problems at once. */
export function parseBasicSettings(given: BasicOptions, variables: BasicVariables): BasicSettings {
  const { minPasswordLength: minLength = MIN_BASIC_PASSWORD_LENGTH } = given;
  // With the directory, other sources apply only if the options name them.
  const usesDirectory = given.directory === true;
  const { variables: usesVariables = !usesDirectory } = given;
  const { htpasswd = usesDirectory ? false : undefined } = given;
  const { BASIC_AUTH_REALM, PASSWORD_PEPPER: pepper } = variables;
  const realm = given.realm ?? BASIC_AUTH_REALM ?? DEFAULT_REALM;
  const sources = {
    ...('credentials' in given ? { credentials: given.credentials } : {}),
    variables: usesVariables === false ? null : variables,
    htpasswd,
  };
  const { credentials, problems } = parseCredentials(sources, { pepper, minLength });
  const all = [
    ...basicOptionProblems(given),
    ...realmProblems(realm, 'realm' in given ? 'realm' : 'BASIC_AUTH_REALM'),
    ...pepperProblems(pepper),
    ...problems,
  ];
  const hasNoCredentials =
    credentials.length === 0 && problems.length === 0 && !('verify' in given) && !usesDirectory;
  return {
    realm,
    credentials,
    problems: hasNoCredentials ? [...all, ...NO_CREDENTIALS] : all,
    warnings: credentials.flatMap(weaknesses),
  };
}

function pepperProblems(pepper: string | undefined): readonly string[] {
  if (pepper === undefined || pepper.length >= MIN_PEPPER_LENGTH) return [];
  return [`PASSWORD_PEPPER has under ${MIN_PEPPER_LENGTH} characters`];
}

// Only USERNAME and PASSWORD may hold a password this short.
function weaknesses({ password, source }: KnownCredential): readonly string[] {
  const isShort =
    password.format === 'plain' && [...password.password].length < MIN_BASIC_PASSWORD_LENGTH;
  if (!isShort || source !== USERNAME_PASSWORD_SOURCE) return [];
  return [`PASSWORD has under ${MIN_BASIC_PASSWORD_LENGTH} characters, so it can be guessed`];
}

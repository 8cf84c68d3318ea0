import type { BasicVariables } from '../../config';
import { DEFAULT_REALM, realmProblems } from '../../http/challenge';
import { type BasicOptions, optionProblems } from './basic-options';
import type { KnownCredential } from './credential';
import { PAIR_SOURCE, readCredentials } from './parse-credentials';

/** Everything that `basic()` goes by, read and checked. */
export interface BasicSettings {
  readonly realm: string;
  readonly credentials: readonly KnownCredential[];
  /** What keeps the scheme from being used: names, no secrets. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** The least number of characters of a plain password, unless the options say otherwise. */
export const MIN_BASIC_PASSWORD_LENGTH = 8;
const MIN_PEPPER_LENGTH = 16;
const NOBODY = ['USERNAME is not set or empty', 'PASSWORD is not set or empty'];

/** Reads what the options and the variables say, and reports all that is wrong with it at once. */
export function readBasicSettings(given: BasicOptions, variables: BasicVariables): BasicSettings {
  const { minPasswordLength: minLength = MIN_BASIC_PASSWORD_LENGTH } = given;
  // Beside the directory, nothing adds up unless it is named.
  const isElsewhere = given.directory === true;
  const { variables: counts = !isElsewhere, htpasswd = isElsewhere ? false : undefined } = given;
  const { BASIC_AUTH_REALM, PASSWORD_PEPPER: pepper } = variables;
  const realm = given.realm ?? BASIC_AUTH_REALM ?? DEFAULT_REALM;
  const sources = {
    ...('credentials' in given ? { credentials: given.credentials } : {}),
    variables: counts === false ? null : variables,
    htpasswd,
  };
  const { credentials, problems } = readCredentials(sources, { pepper, minLength });
  const all = [
    ...optionProblems(given),
    ...realmProblems(realm, 'realm' in given ? 'realm' : 'BASIC_AUTH_REALM'),
    ...pepperProblems(pepper),
    ...problems,
  ];
  const isNobody =
    credentials.length === 0 && problems.length === 0 && !('verify' in given) && !isElsewhere;
  return {
    realm,
    credentials,
    problems: isNobody ? [...all, ...NOBODY] : all,
    warnings: credentials.flatMap(weaknesses),
  };
}

function pepperProblems(pepper: string | undefined): readonly string[] {
  if (pepper === undefined || pepper.length >= MIN_PEPPER_LENGTH) return [];
  return [`PASSWORD_PEPPER has under ${MIN_PEPPER_LENGTH} characters`];
}

// Of all sources, only the one pair may have a password that short.
function weaknesses({ password, source }: KnownCredential): readonly string[] {
  const isShort =
    password.format === 'plain' && [...password.password].length < MIN_BASIC_PASSWORD_LENGTH;
  if (!isShort || source !== PAIR_SOURCE) return [];
  return [`PASSWORD has under ${MIN_BASIC_PASSWORD_LENGTH} characters, so it can be guessed`];
}

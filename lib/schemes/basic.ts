import { readBasicVariables } from '../config';
import { indexSecrets } from '../credentials/index-secrets';
import {
  type Credential,
  readCredentialOption,
  readCredentialVariables,
} from '../credentials/read-credentials';
import { readAuthorization } from '../http/authorization';
import {
  type BasicCredentials,
  canonicalAuthorization,
  formatBasicCredentials,
  isBasic,
  MAX_AUTHORIZATION_LENGTH,
} from '../http/basic-credentials';
import { basicChallenge, DEFAULT_REALM, isRealm } from '../http/challenge';
import { memoizeLast } from '../memoize-last';
import type { Authenticator, Misconfiguration, Outcome, Scheme } from '../types';

/** Options of {@link basic}. */
export interface BasicOptions {
  /**
   * Who may call: `user:password` (the first colon splits), `{ username, password }`, or an array
   * of these. Default: the pair in the variables `USERNAME` and `PASSWORD`.
   */
  readonly credentials?: Credential | readonly Credential[];
  /**
   * What the login prompt says: 1 to 128 printable ASCII characters. Default: the variable
   * `BASIC_AUTH_REALM`, else `Authentication Required`.
   */
  readonly realm?: string;
}

const ABSENT: Outcome = Object.freeze({ status: 'absent' });
const MALFORMED: Outcome = Object.freeze({ status: 'refused', code: 'CREDENTIALS_MALFORMED' });
const INVALID: Outcome = Object.freeze({ status: 'refused', code: 'CREDENTIALS_INVALID' });

/**
 * The Basic scheme (RFC 7617): a username and a password with every request.
 *
 * Wrong options and variables never throw here: the guard answers 500 and logs every problem.
 *
 * @example
 * export const handler = withAuth(basic({ realm: 'Staff' }), (context, event, callback) => {
 *   callback(null, `Ahoy, ${context.auth.username}!`);
 * });
 */
export function basic(options: BasicOptions = {}): Scheme {
  const given = { ...options };
  return Object.freeze({
    name: 'basic',
    configure: memoizeLast(readBasicVariables, (variables): Authenticator | Misconfiguration => {
      const realm = given.realm ?? variables.BASIC_AUTH_REALM ?? DEFAULT_REALM;
      const { credentials, problems } =
        'credentials' in given
          ? readCredentialOption(given.credentials)
          : readCredentialVariables(variables);
      const all = [...unknownOptions(given), ...realmProblems(given, realm), ...problems];
      return all.length > 0 ? { problems: all } : authenticator(realm, credentials);
    }),
  });
}

function authenticator(realm: string, credentials: readonly BasicCredentials[]): Authenticator {
  const find = indexSecrets(
    credentials.map((known) => [formatBasicCredentials(known), accepted(known.username)]),
  );
  return {
    challenge: basicChallenge(realm),
    authenticate(event) {
      const authorization = readAuthorization(event);
      if (authorization === null) return MALFORMED;
      if (authorization === undefined || !isBasic(authorization)) return ABSENT;
      if (authorization.length > MAX_AUTHORIZATION_LENGTH) return MALFORMED;

      const known = find(authorization);
      if (known !== undefined) return known;
      const canonical = canonicalAuthorization(authorization);
      if (canonical === null) return MALFORMED;
      if (canonical === authorization) return INVALID;
      return find(canonical) ?? INVALID;
    },
  };
}

function accepted(username: string): Outcome {
  const principal = Object.freeze({ scheme: 'basic', username });
  return Object.freeze({ status: 'accepted', principal });
}

function realmProblems(given: BasicOptions, realm: unknown): readonly string[] {
  if (isRealm(realm)) return [];
  const name = 'realm' in given ? 'realm' : 'BASIC_AUTH_REALM';
  return [`${name} is not 1 to 128 printable ASCII characters`];
}

function unknownOptions(given: object): readonly string[] {
  return Object.keys(given)
    .filter((name) => name !== 'credentials' && name !== 'realm')
    .map((name) => `basic() has no option "${name}"`);
}

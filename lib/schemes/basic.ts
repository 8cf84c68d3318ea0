import { type BasicVariables, isSameVariables, readBasicVariables } from '../config';
import { pairCheck } from '../credentials/check-pair';
import type { KnownCredential } from '../credentials/credential';
import { knownPairs } from '../credentials/known-pairs';
import { verifiedElsewhere } from '../credentials/verify-pair';
import { readAuthorization } from '../http/authorization';
import {
  isBasic,
  MAX_AUTHORIZATION_LENGTH,
  readBasicAuthorization,
} from '../http/basic-authorization';
import { basicChallenge } from '../http/challenge';
import { keyedDigest } from '../keyed-digest';
import { warnOnce } from '../log';
import { memoizeLast } from '../memoize-last';
import { ABSENT, MALFORMED } from '../outcomes';
import { memoryThrottle } from '../throttle/memory-throttle';
import type { AcceptedCredential, Authenticator, Misconfiguration, Scheme } from '../types';
import { type BasicOptions, copyOptions } from './basic-options';
import { readBasicSettings } from './basic-settings';

const SETTINGS = { read: readBasicVariables, isSame: isSameVariables };
const PROCESS_THROTTLE = memoryThrottle();

/**
 * The Basic scheme (RFC 7617): a username and a password with every request.
 *
 * Who is known: the variables `USERNAME` and `PASSWORD`, `BASIC_AUTH_CREDENTIALS` and every variable
 * that begins with `BASIC_AUTH_CREDENTIALS_`, the htpasswd file, and the options; all of it together.
 * Wrong options and variables never throw here: the guard answers 500 and logs every problem.
 *
 * @example
 * export const handler = withAuth(basic({ realm: 'Staff' }), (context, event, callback) => {
 *   callback(null, `Ahoy, ${context.auth.username}!`);
 * });
 */
export function basic(options: BasicOptions = {}): Scheme {
  const given = copyOptions(options);
  return Object.freeze({
    name: 'basic',
    configure: memoizeLast(SETTINGS, (variables) => configure(given, variables)),
  });
}

function configure(
  given: BasicOptions,
  variables: BasicVariables,
): Authenticator | Misconfiguration {
  const { realm, credentials, problems, warnings } = readBasicSettings(given, variables);
  if (problems.length > 0) return { problems };
  for (const warning of warnings) warnOnce(warning);
  const accepts = credentials.map(withoutSecret);
  return {
    challenge: basicChallenge(realm),
    accepts,
    warnings,
    ...authenticator(given, credentials),
  };
}

function authenticator(
  { verify, throttle = PROCESS_THROTTLE }: BasicOptions,
  credentials: readonly KnownCredential[],
): Pick<Authenticator, 'authenticate'> {
  const known = knownPairs(credentials);
  const elsewhere = verify === undefined ? undefined : verifiedElsewhere(verify);
  const check = pairCheck({ known, elsewhere, throttle });
  return {
    authenticate(event, context) {
      const authorization = readAuthorization(event);
      if (authorization === null) return MALFORMED;
      if (authorization === undefined || !isBasic(authorization)) return ABSENT;
      if (authorization.length > MAX_AUTHORIZATION_LENGTH) return MALFORMED;

      const digest = keyedDigest(authorization);
      const recalled = known.recall(digest);
      if (recalled !== undefined) return recalled;
      const pair = readBasicAuthorization(authorization);
      if (pair === null) return MALFORMED;
      if (pair.canonical === authorization) return check({ digest, pair, context });
      const canonical = keyedDigest(pair.canonical);
      return known.recall(canonical) ?? check({ digest: canonical, pair, context });
    },
  };
}

function withoutSecret({ username, password, source }: KnownCredential): AcceptedCredential {
  const peppered = password.format !== 'plain' && password.peppered;
  return { username, format: password.format, peppered, source };
}

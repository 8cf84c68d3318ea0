import { type BasicVariables, isSameVariables, readBasicVariables } from '../../config';
import {
  isBasic,
  MAX_AUTHORIZATION_LENGTH,
  parseBasicAuthorization,
} from '../../http/basic-authorization';
import { basicChallenge } from '../../http/challenge';
import { readAuthorization } from '../../http/request-header';
import { warnOnce } from '../../log';
import { ABSENT, MALFORMED } from '../../outcomes';
import { memoryThrottle } from '../../throttle/memory-throttle';
import { throttleKey } from '../../throttle/throttle-key';
import type { AcceptedCredential, Authenticator, Misconfiguration, Scheme } from '../../types';
import { keyedDigest } from '../../util/keyed-digest';
import { memoizeLast } from '../../util/memoize-last';
import {
  type Directory,
  directoryCallers,
  orUnavailable,
  useDirectory,
} from '../directory/load-directory';
import { type BasicOptions, copyOptions } from './basic-options';
import { readBasicSettings } from './basic-settings';
import { type Attempt, pairCheck } from './check-password';
import type { KnownCredential } from './credential';
import { oneAfterTheOther, verifiedElsewhere } from './custom-verifier';
import { directoryBrake, directoryPairs } from './directory-verifier';
import { type KnownPairs, knownPairs } from './known-users';

/** What the scheme depends on, of one invocation. */
interface Input {
  readonly variables: BasicVariables;
  readonly directory: Directory | Misconfiguration;
}

const SETTINGS = { read: readBasicVariables, isSame: isSameVariables };
const BOTH = {
  read: (context: object): Input => ({
    variables: readBasicVariables(context),
    directory: useDirectory(context),
  }),
  isSame: (one: Input, other: Input) =>
    one.directory === other.directory && isSameVariables(one.variables, other.variables),
};
const PROCESS_THROTTLE = memoryThrottle();
const VERIFIED: AcceptedCredential = Object.freeze({
  username: 'verify',
  format: 'verify',
  peppered: false,
  source: 'verify',
});

/**
 * The Basic scheme (RFC 7617): a username and a password with every request.
 *
 * Who is known: the variables `USERNAME` and `PASSWORD`, `BASIC_AUTH_CREDENTIALS` and every variable
 * that begins with `BASIC_AUTH_CREDENTIALS_`, the htpasswd file, and the options; all of it together.
 * With the option `directory`, the directory's users and service users, and no others unless they are
 * named by options. Wrong options and variables never throw here: the guard answers 500 and logs every problem.
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
    configure:
      given.directory === true
        ? memoizeLast(BOTH, ({ variables, directory }) => configure(given, variables, directory))
        : memoizeLast(SETTINGS, (variables) => configure(given, variables)),
  });
}

function configure(
  given: BasicOptions,
  variables: BasicVariables,
  directory?: Directory | Misconfiguration,
): Authenticator | Misconfiguration {
  const { realm, credentials, problems, warnings } = readBasicSettings(given, variables);
  if (directory !== undefined && 'problems' in directory) {
    return { problems: [...problems, ...directory.problems] };
  }
  if (problems.length > 0) return { problems };
  for (const warning of warnings) warnOnce(warning);
  const accepts = [
    ...credentials.map(withoutSecret),
    ...(given.verify === undefined ? [] : [VERIFIED]),
  ];
  return {
    challenge: basicChallenge(realm),
    accepts: directory === undefined ? accepts : [...accepts, ...directoryCallers(given)],
    warnings,
    ...authenticator(given, credentials, directory),
  };
}

function authenticator(
  given: BasicOptions,
  credentials: readonly KnownCredential[],
  directory: Directory | undefined,
): Pick<Authenticator, 'authenticate'> {
  const known = knownPairs(credentials);
  const check = checkOf(given, known, directory);
  return {
    authenticate(event, context) {
      const authorization = readAuthorization(event);
      if (authorization === null) return MALFORMED;
      if (authorization === undefined || !isBasic(authorization)) return ABSENT;
      if (authorization.length > MAX_AUTHORIZATION_LENGTH) return MALFORMED;

      const digest = keyedDigest(authorization);
      const recalled = known.recall(digest);
      if (recalled !== undefined) return recalled;
      const pair = parseBasicAuthorization(authorization);
      if (pair === null) return MALFORMED;
      if (pair.canonical === authorization) return check({ digest, pair, context });
      const canonical = keyedDigest(pair.canonical);
      return known.recall(canonical) ?? check({ digest: canonical, pair, context });
    },
  };
}

/** The check of a pair that is not recalled. */
function checkOf(
  { verify, throttle, account }: BasicOptions,
  known: KnownPairs,
  directory?: Directory,
) {
  const own = verify === undefined ? [] : [verifiedElsewhere(verify)];
  if (directory === undefined) {
    const [elsewhere] = own;
    return pairCheck({
      known,
      elsewhere,
      throttle: throttle ?? PROCESS_THROTTLE,
      nameOf: throttleKey,
    });
  }
  const elsewhere = oneAfterTheOther([...own, directoryPairs(directory, account)]);
  const brake =
    throttle === undefined ? directoryBrake(directory) : { throttle, nameOf: throttleKey };
  const check = pairCheck({ known, elsewhere, ...brake });
  return (attempt: Attempt) => orUnavailable(() => check(attempt));
}

function withoutSecret({ username, password, source }: KnownCredential): AcceptedCredential {
  const peppered = password.format !== 'plain' && password.peppered;
  return { username, format: password.format, peppered, source };
}

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
  loadDirectory,
  refuseIfUnavailable,
} from '../directory/load-directory';
import { type BasicOptions, copyBasicOptions } from './basic-options';
import { parseBasicSettings } from './basic-settings';
import { type Attempt, passwordCheck } from './check-password';
import type { KnownCredential } from './credential';
import { customVerifier, firstMatching } from './custom-verifier';
import { directoryThrottle, directoryVerifier } from './directory-verifier';
import { type KnownUsers, knownUsers } from './known-users';

/** The values of one invocation that the scheme depends on. */
interface Input {
  readonly variables: BasicVariables;
  readonly directory: Directory | Misconfiguration;
}

const variablesDependency = { read: readBasicVariables, isSame: isSameVariables };
const directoryAndVariables = {
  read: (context: object): Input => ({
    variables: readBasicVariables(context),
    directory: loadDirectory(context),
  }),
  isSame: (one: Input, other: Input) =>
    one.directory === other.directory && isSameVariables(one.variables, other.variables),
};
const PROCESS_THROTTLE = memoryThrottle();
// One password tried on many names stays below the limit of each name.
const PROCESS_ADDRESS_THROTTLE = memoryThrottle({
  maxFailures: 100,
  initialDelaySeconds: 60,
  maxDelaySeconds: 3600,
});
const VERIFIED: AcceptedCredential = Object.freeze({
  username: 'verify',
  format: 'verify',
  peppered: false,
  source: 'verify',
});

/**
 * The Basic scheme (RFC 7617): a username and a password with every request.
 *
 * It accepts the credentials of the variables `USERNAME` and `PASSWORD`, `BASIC_AUTH_CREDENTIALS` and every
 * variable that begins with `BASIC_AUTH_CREDENTIALS_`, of the htpasswd file, and of the options, combined.
 * With the option `directory`, it accepts the directory's users and service users, and other credentials
 * only if options name them. Wrong options and variables never throw here: the guard answers 500 and logs
 * every problem.
 *
 * @example
 * export const handler = withAuth(basic({ realm: 'Staff' }), (context, event, callback) => {
 *   callback(null, `Ahoy, ${context.auth.username}!`);
 * });
 */
export function basic(options: BasicOptions = {}): Scheme {
  const given = copyBasicOptions(options);
  return Object.freeze({
    name: 'basic',
    configure:
      given.directory === true
        ? memoizeLast(directoryAndVariables, ({ variables, directory }) =>
            configure(given, variables, directory),
          )
        : memoizeLast(variablesDependency, (variables) => configure(given, variables)),
  });
}

function configure(
  given: BasicOptions,
  variables: BasicVariables,
  directory?: Directory | Misconfiguration,
): Authenticator | Misconfiguration {
  const { realm, credentials, problems, warnings } = parseBasicSettings(given, variables);
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
  const known = knownUsers(credentials);
  const check = checkOf(given, known, directory);
  return {
    authenticate(event, context) {
      const authorization = readAuthorization(event);
      if (authorization === null) return MALFORMED;
      if (authorization === undefined || !isBasic(authorization)) return ABSENT;
      if (authorization.length > MAX_AUTHORIZATION_LENGTH) return MALFORMED;

      const digest = keyedDigest(authorization);
      const outcome = known.cached(digest);
      if (outcome !== undefined) return outcome;
      const presented = parseBasicAuthorization(authorization);
      if (presented === null) return MALFORMED;
      if (presented.canonical === authorization) return check({ digest, presented, context });
      const canonical = keyedDigest(presented.canonical);
      return known.cached(canonical) ?? check({ digest: canonical, presented, context });
    },
  };
}

/** Creates the check of credentials that are not cached. */
function checkOf(
  { verify, throttle, account }: BasicOptions,
  known: KnownUsers,
  directory?: Directory,
) {
  const own = verify === undefined ? [] : [customVerifier(verify)];
  if (directory === undefined) {
    const [verifier] = own;
    return passwordCheck({
      known,
      verifier,
      throttle: throttle ?? PROCESS_THROTTLE,
      addressThrottle: PROCESS_ADDRESS_THROTTLE,
      keyOf: throttleKey,
    });
  }
  const verifier = firstMatching([...own, directoryVerifier(directory, account)]);
  const rateLimit =
    throttle === undefined
      ? directoryThrottle(directory)
      : { throttle, addressThrottle: PROCESS_ADDRESS_THROTTLE, keyOf: throttleKey };
  const check = passwordCheck({ known, verifier, ...rateLimit });
  return (attempt: Attempt) => refuseIfUnavailable(() => check(attempt));
}

function withoutSecret({ username, password, source }: KnownCredential): AcceptedCredential {
  const peppered = password.format !== 'plain' && password.peppered;
  return { username, format: password.format, peppered, source };
}

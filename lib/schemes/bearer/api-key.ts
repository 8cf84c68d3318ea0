import { hasParameter, parseHeaderToken } from '../../http/bearer-authorization';
import { DEFAULT_REALM, keyChallenge, realmProblems } from '../../http/challenge';
import { readHeader } from '../../http/request-header';
import { warnOnce } from '../../log';
import { ABSENT, MALFORMED } from '../../outcomes';
import { checkToken, type TokenVerifier, type TokenVerifierFor } from '../../tokens/token-verifier';
import type { Authenticator, Misconfiguration, Outcome, Scheme } from '../../types';
import { thenSync } from '../../util/maybe-promise';
import { memoizeLast } from '../../util/memoize-last';
import { unknownOptionProblems } from '../../util/option-problems';
import { directoryProblems, directoryTokens } from '../directory/directory-tokens';
import { opaqueTokens, type TokenOptions } from './opaque-tokens';

/** Options of `apiKey()`. */
export interface ApiKeyOptions extends TokenOptions {
  /**
   * `true` accepts API keys of the directory. Other tokens are then accepted only with the option
   * `tokens`. Default: `false`.
   */
  readonly directory?: boolean;
  /**
   * The one account of the directory whose callers are accepted, such as `ac_4kTz0cB9vXw2LmQe`. It does not
   * limit other tokens. Default: any account.
   */
  readonly account?: string;
  /** The name of the header with the token, in any case. Default: `x-api-key`. */
  readonly header?: string;
  /** The realm of the challenge: 1 to 128 printable ASCII characters. */
  readonly realm?: string;
}

/** The verifiers of one invocation: at most one for each kind of token. */
interface Verifiers {
  readonly opaque: TokenVerifier | undefined;
  readonly directory: TokenVerifier | undefined;
}

const NAME = 'api_key';
const MISPLACED: Outcome = Object.freeze({
  status: 'refused',
  code: 'CREDENTIALS_MISPLACED',
  httpStatus: 400,
});
const OPTIONS = ['tokens', 'variables', 'directory', 'account', 'header', 'realm'];
const DEFAULT_HEADER = 'x-api-key';

// RFC 9110 section 5.6.2, token: the syntax of a header name. Headers with a meaning of their own are
// reserved, and so is `request`, which every event has in addition to its parameters.
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;
const RESERVED = ['authorization', 'cookie', 'host', 'origin', 'request'];

/**
 * The API key scheme: the tokens of `bearer()` in a header of their own, for pages of another origin. A
 * browser sends a preflight request before it sends Authorization to another origin, and the platform's
 * answer does not allow that header. A parameter of the header's name in the query or the body is refused,
 * because logs and browser histories would store it.
 *
 * @see https://developer.mozilla.org/docs/Web/HTTP/Headers/Access-Control-Allow-Headers
 * @example
 * export const handler = withAuth(apiKey(), (context) => `Ahoy, ${context.auth.username}!`);
 */
export function apiKey(options: ApiKeyOptions = {}): Scheme {
  const given = { ...options };
  const readers = { opaque: opaqueReader(given), directory: directoryReader(given) };
  const read = (context: object): Verifiers => ({
    opaque: readers.opaque?.(context),
    directory: readers.directory?.(context),
  });
  const isSame = (one: Verifiers, other: Verifiers) =>
    one.opaque === other.opaque && one.directory === other.directory;
  return Object.freeze({
    name: NAME,
    configure: memoizeLast({ read, isSame }, (verifiers) => configure(given, verifiers)),
  });
}

function opaqueReader({
  directory,
  account,
  ...options
}: ApiKeyOptions): TokenVerifierFor | undefined {
  if (directory === true && options.tokens === undefined) return undefined;
  return opaqueTokens(NAME, options);
}

function directoryReader(given: ApiKeyOptions): TokenVerifierFor | undefined {
  if (given.directory !== true) return undefined;
  const { account } = given;
  return directoryTokens({ scheme: NAME, type: 'api_key', account, challenge: challengeOf(given) });
}

function challengeOf({ realm = DEFAULT_REALM, header = DEFAULT_HEADER }: ApiKeyOptions): string {
  return keyChallenge(`${realm}`, `${header}`.toLowerCase());
}

function configure(
  given: ApiKeyOptions,
  { opaque, directory }: Verifiers,
): Authenticator | Misconfiguration {
  const verifiers = [opaque, directory].filter((verifier) => verifier !== undefined);
  const problems = [
    ...optionProblems(given),
    ...verifiers.flatMap((verifier) => verifier.problems),
  ];
  if (problems.length > 0) return { problems };
  const warnings = verifiers.flatMap((verifier) => verifier.warnings);
  for (const warning of warnings) warnOnce(warning);
  const { header = DEFAULT_HEADER } = given;
  const name = header.toLowerCase();
  return {
    challenge: challengeOf(given),
    accepts: verifiers.flatMap((verifier) => verifier.accepts),
    warnings,
    authenticate(event, context) {
      if (hasParameter(event, name)) return MISPLACED;
      const field = readHeader(event, name);
      if (field === undefined) return ABSENT;
      const token = field === null ? undefined : parseHeaderToken(field);
      if (token === undefined) return MALFORMED;
      return thenSync(checkToken(verifiers, token, context), ({ outcome }) => outcome);
    },
  };
}

function optionProblems(given: ApiKeyOptions): readonly string[] {
  const { header = DEFAULT_HEADER } = given;
  const isName = typeof header === 'string' && HEADER_NAME.test(header);
  return [
    ...unknownOptionProblems('apiKey()', given, OPTIONS),
    ...directoryProblems(given),
    ...(isName && !RESERVED.includes(header.toLowerCase())
      ? []
      : ['header must be the name of a header of your own, such as x-api-key']),
    ...('realm' in given ? realmProblems(given.realm) : []),
  ];
}

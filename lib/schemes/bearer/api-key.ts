import { hasParameter, parseHeaderToken } from '../../http/bearer-authorization';
import { DEFAULT_REALM, keyChallenge, realmProblems } from '../../http/challenge';
import { readHeader } from '../../http/request-header';
import { warnOnce } from '../../log';
import { ABSENT, MALFORMED } from '../../outcomes';
import { checkToken, type ReadTokenPart, type TokenPart } from '../../tokens/token-verifier';
import type { Authenticator, Misconfiguration, Outcome, Scheme } from '../../types';
import { thenSync } from '../../util/maybe-promise';
import { memoizeLast } from '../../util/memoize-last';
import { unknownOptionProblems } from '../../util/option-problems';
import { directoryProblems, directoryTokens } from '../directory/directory-tokens';
import { opaqueTokens, type TokenOptions } from './opaque-tokens';

/** Options of `apiKey()`. */
export interface ApiKeyOptions extends TokenOptions {
  /**
   * `true` lets callers in with an API key of the directory. Without `tokens` beside it, no other tokens
   * count. Default: `false`.
   */
  readonly directory?: boolean;
  /**
   * The one account of the directory whose callers are accepted, as in `ac_4kTz0cB9vXw2LmQe`. It does not
   * limit other tokens. Default: any account.
   */
  readonly account?: string;
  /** The header field with the token, in any case. Default: `x-api-key`. */
  readonly header?: string;
  /** What the challenge calls this place: 1 to 128 printable ASCII characters. */
  readonly realm?: string;
}

/** The parts of the settings: of each kind of token, none or one. */
interface Parts {
  readonly opaque: TokenPart | undefined;
  readonly directory: TokenPart | undefined;
}

const NAME = 'api_key';
const MISPLACED: Outcome = Object.freeze({
  status: 'refused',
  code: 'CREDENTIALS_MISPLACED',
  httpStatus: 400,
});
const OPTIONS = ['tokens', 'variables', 'directory', 'account', 'header', 'realm'];
const DEFAULT_HEADER = 'x-api-key';

// RFC 9110 section 5.6.2, token: what a field's name may be. Not the fields that have a meaning, nor
// what every event has beside its parameters.
const FIELD_NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;
const TAKEN = ['authorization', 'cookie', 'host', 'origin', 'request'];

/**
 * The tokens of `bearer()` in a header field of their own, for pages of another origin: a browser
 * asks before it sends Authorization there, and the platform's answer does not allow it. A parameter of
 * that name, in the query or the body, is refused: logs and histories would keep it.
 *
 * @see https://developer.mozilla.org/docs/Web/HTTP/Headers/Access-Control-Allow-Headers
 * @example
 * export const handler = withAuth(apiKey(), (context) => `Ahoy, ${context.auth.username}!`);
 */
export function apiKey(options: ApiKeyOptions = {}): Scheme {
  const given = { ...options };
  const readers = { opaque: opaqueReader(given), directory: directoryReader(given) };
  const read = (context: object): Parts => ({
    opaque: readers.opaque?.(context),
    directory: readers.directory?.(context),
  });
  const isSame = (one: Parts, other: Parts) =>
    one.opaque === other.opaque && one.directory === other.directory;
  return Object.freeze({
    name: NAME,
    configure: memoizeLast({ read, isSame }, (parts) => configure(given, parts)),
  });
}

function opaqueReader({
  directory,
  account,
  ...options
}: ApiKeyOptions): ReadTokenPart | undefined {
  if (directory === true && options.tokens === undefined) return undefined;
  return opaqueTokens(NAME, options);
}

function directoryReader(given: ApiKeyOptions): ReadTokenPart | undefined {
  if (given.directory !== true) return undefined;
  const { account } = given;
  return directoryTokens({ scheme: NAME, type: 'api_key', account, challenge: challengeOf(given) });
}

function challengeOf({ realm = DEFAULT_REALM, header = DEFAULT_HEADER }: ApiKeyOptions): string {
  return keyChallenge(`${realm}`, `${header}`.toLowerCase());
}

function configure(
  given: ApiKeyOptions,
  { opaque, directory }: Parts,
): Authenticator | Misconfiguration {
  const parts = [opaque, directory].filter((part) => part !== undefined);
  const problems = [...optionProblems(given), ...parts.flatMap((part) => part.problems)];
  if (problems.length > 0) return { problems };
  const warnings = parts.flatMap((part) => part.warnings);
  for (const warning of warnings) warnOnce(warning);
  const { header = DEFAULT_HEADER } = given;
  const name = header.toLowerCase();
  return {
    challenge: challengeOf(given),
    accepts: parts.flatMap((part) => part.accepts),
    warnings,
    authenticate(event, context) {
      if (hasParameter(event, name)) return MISPLACED;
      const field = readHeader(event, name);
      if (field === undefined) return ABSENT;
      const token = field === null ? undefined : parseHeaderToken(field);
      if (token === undefined) return MALFORMED;
      return thenSync(checkToken(parts, token, context), ({ outcome }) => outcome);
    },
  };
}

function optionProblems(given: ApiKeyOptions): readonly string[] {
  const { header = DEFAULT_HEADER } = given;
  const isName = typeof header === 'string' && FIELD_NAME.test(header);
  return [
    ...unknownOptionProblems('apiKey()', given, OPTIONS),
    ...directoryProblems(given),
    ...(isName && !TAKEN.includes(header.toLowerCase())
      ? []
      : ['header is not the name of a header field of your own, as in x-api-key']),
    ...('realm' in given ? realmProblems(given.realm) : []),
  ];
}

import { hasParameter, readToken } from '../http/bearer-authorization';
import { DEFAULT_REALM, keyChallenge, realmProblems } from '../http/challenge';
import { readField } from '../http/request-field';
import { warnOnce } from '../log';
import { memoizeLast } from '../memoize-last';
import { ABSENT, MALFORMED } from '../outcomes';
import { opaqueTokens } from '../tokens/opaque-tokens';
import type { TokenOptions } from '../tokens/token-options';
import type { TokenPart } from '../tokens/token-part';
import type { Authenticator, Misconfiguration, Outcome, Scheme } from '../types';
import { unknownOptions } from '../unknown-options';

/** Options of `apiKey()`. */
export interface ApiKeyOptions extends TokenOptions {
  /** The header field with the token, in any case. Default: `x-api-key`. */
  readonly header?: string;
  /** What the challenge calls this place: 1 to 128 printable ASCII characters. */
  readonly realm?: string;
}

const MISPLACED: Outcome = Object.freeze({
  status: 'refused',
  code: 'CREDENTIALS_MISPLACED',
  httpStatus: 400,
});
const OPTIONS = ['tokens', 'variables', 'header', 'realm'];
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
  const read = opaqueTokens('api_key', given);
  const isSame = (one: TokenPart, other: TokenPart) => one === other;
  return Object.freeze({
    name: 'api_key',
    configure: memoizeLast({ read, isSame }, (part) => configure(given, part)),
  });
}

function configure(given: ApiKeyOptions, part: TokenPart): Authenticator | Misconfiguration {
  const { realm = DEFAULT_REALM, header = DEFAULT_HEADER } = given;
  const { accepts, warnings } = part;
  const problems = [...optionProblems(given), ...part.problems];
  if (problems.length > 0) return { problems };
  for (const warning of warnings) warnOnce(warning);
  const name = header.toLowerCase();
  return {
    challenge: keyChallenge(realm, name),
    accepts,
    warnings,
    authenticate(event, context) {
      if (hasParameter(event, name)) return MISPLACED;
      const field = readField(event, name);
      if (field === undefined) return ABSENT;
      const token = field === null ? undefined : readToken(field);
      return token === undefined ? MALFORMED : part.check(token, context);
    },
  };
}

function optionProblems(given: ApiKeyOptions): readonly string[] {
  const { header = DEFAULT_HEADER } = given;
  const isName = typeof header === 'string' && FIELD_NAME.test(header);
  return [
    ...unknownOptions('apiKey()', given, OPTIONS),
    ...(isName && !TAKEN.includes(header.toLowerCase())
      ? []
      : ['header is not the name of a header field of your own, as in x-api-key']),
    ...('realm' in given ? realmProblems(given.realm) : []),
  ];
}

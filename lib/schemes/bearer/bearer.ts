import { readBearerToken } from '../../http/bearer-authorization';
import {
  bearerChallenge,
  DEFAULT_REALM,
  insufficientScope,
  realmProblems,
} from '../../http/challenge';
import type { JwtOptions } from '../../jwt/jwt-options';
import { warnOnce } from '../../log';
import { ABSENT } from '../../outcomes';
import {
  type CheckedToken,
  checkToken,
  type ReadTokenPart,
  type TokenPart,
} from '../../tokens/token-verifier';
import type { Authenticator, Misconfiguration, Outcome, Scheme } from '../../types';
import { thenSync } from '../../util/maybe-promise';
import { memoizeLast } from '../../util/memoize-last';
import { unknownOptionProblems } from '../../util/option-problems';
import { directoryProblems, directoryTokens } from '../directory/directory-tokens';
import { jwtTokens } from './load-jwt';
import { opaqueTokens, type TokenOptions } from './opaque-tokens';

const OPTIONS = ['tokens', 'variables', 'jwt', 'directory', 'account', 'realm'];

/** The parts of the settings: of each kind of token, none or one. */
interface Parts {
  readonly opaque: TokenPart | undefined;
  readonly directory: TokenPart | undefined;
  readonly jwt: TokenPart | undefined;
}

/**
 * The Bearer scheme (RFC 6750): a token with every request, in the Authorization field alone.
 *
 * Opaque tokens come from the variables `BEARER_TOKENS`, `BEARER_TOKENS_…` and the options; with the
 * option `jwt`, JSON Web Tokens, and with `directory: true`, the directory's authtokens. Wrong options and variables never throw here: the guard answers 500
 * and logs every problem.
 *
 * @example
 * export const handler = withAuth(bearer(), (context) => `Ahoy, ${context.auth.username}!`);
 */
export function bearer(options: BearerOptions = {}): Scheme {
  const given = { ...options };
  const readers = {
    opaque: opaqueReader(given),
    directory: directoryReader(given),
    jwt: jwtReader(given),
  };
  const read = (context: object): Parts => ({
    opaque: readers.opaque?.(context),
    directory: readers.directory?.(context),
    jwt: readers.jwt?.(context),
  });
  const isSame = (one: Parts, other: Parts) =>
    one.opaque === other.opaque && one.directory === other.directory && one.jwt === other.jwt;
  return Object.freeze({
    name: 'bearer',
    configure: memoizeLast({ read, isSame }, (parts) => configure(given, parts)),
  });
}

function opaqueReader({
  jwt,
  directory,
  account,
  ...options
}: BearerOptions): ReadTokenPart | undefined {
  const hasOthers = jwt !== undefined || directory === true;
  if (hasOthers && options.tokens === undefined) return undefined;
  return opaqueTokens('bearer', options);
}

function directoryReader({ directory, account, realm }: BearerOptions): ReadTokenPart | undefined {
  if (directory !== true) return undefined;
  const challenge = bearerChallenge(`${realm ?? DEFAULT_REALM}`);
  return directoryTokens({ scheme: 'bearer', type: 'authtoken', account, challenge });
}

// Also where it is no options at all, which is a problem to report.
function jwtReader(given: BearerOptions): ReadTokenPart | undefined {
  return given.jwt === undefined ? undefined : jwtTokens(given.jwt);
}

function configure(
  given: BearerOptions,
  { opaque, directory, jwt }: Parts,
): Authenticator | Misconfiguration {
  const { realm = DEFAULT_REALM } = given;
  const parts = [opaque, directory, jwt].filter((part) => part !== undefined);
  const problems = [...optionProblems(given), ...parts.flatMap((part) => part.problems)];
  if (problems.length > 0) return { problems };
  const warnings = parts.flatMap((part) => part.warnings);
  for (const warning of warnings) warnOnce(warning);
  const refuse = refusals(realm);
  return {
    challenge: bearerChallenge(realm),
    accepts: parts.flatMap((part) => part.accepts),
    warnings,
    authenticate(event, context) {
      const presented = readBearerToken(event);
      if (presented === 'absent') return ABSENT;
      if (typeof presented === 'string') return refuse[presented];
      return thenSync(checkToken(parts, presented.token, context), refuse.explained);
    },
  };
}

function optionProblems(given: BearerOptions): readonly string[] {
  return [
    ...unknownOptionProblems('bearer()', given, OPTIONS),
    ...directoryProblems(given),
    ...('realm' in given ? realmProblems(given.realm) : []),
  ];
}

/** The answers to tokens that do not count (RFC 6750 section 3.1). */
function refusals(realm: string) {
  const invalidRequest = { challenge: bearerChallenge(realm, 'invalid_request') };
  const invalidToken = { challenge: bearerChallenge(realm, 'invalid_token') };
  const badRequest = { status: 'refused', httpStatus: 400, ...invalidRequest } as const;
  return {
    malformed: { status: 'refused', code: 'CREDENTIALS_MALFORMED', ...invalidToken } as const,
    repeated: { ...badRequest, code: 'REQUEST_INVALID' } as const,
    misplaced: { ...badRequest, code: 'CREDENTIALS_MISPLACED' } as const,
    explained({ outcome, part: { requiredScopes } }: CheckedToken): Outcome {
      if (outcome.status !== 'refused') return outcome;
      if (outcome.challenge !== undefined || outcome.httpStatus === 503) return outcome;
      const { code, username } = outcome;
      // Member by member: to spread a frozen object takes longer than all the rest.
      if (code !== 'SCOPE_INSUFFICIENT') {
        return { status: 'refused', code, username, challenge: invalidToken.challenge };
      }
      const named = requiredScopes && insufficientScope(bearerChallenge(realm), requiredScopes);
      const challenge = named ?? bearerChallenge(realm, 'insufficient_scope');
      return { status: 'refused', code, username, httpStatus: 403, challenge };
    },
  };
}

/** Options of `bearer()`. */
export interface BearerOptions extends TokenOptions {
  /**
   * Lets callers in with a JSON Web Token. Without `tokens` beside it, no other tokens count; with it,
   * these are looked for first. Default: none.
   */
  readonly jwt?: JwtOptions;
  /**
   * `true` lets callers in with an authtoken of the directory. Without `tokens` beside it, the variables
   * with tokens do not count. Default: `false`.
   */
  readonly directory?: boolean;
  /**
   * The one account of the directory whose callers are accepted, as in `ac_4kTz0cB9vXw2LmQe`. It does not
   * limit other tokens. Default: any account.
   */
  readonly account?: string;
  /** What the challenge calls this place: 1 to 128 printable ASCII characters. */
  readonly realm?: string;
}

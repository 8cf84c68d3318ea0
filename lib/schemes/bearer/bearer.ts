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
  type TokenVerifier,
  type TokenVerifierFor,
} from '../../tokens/token-verifier';
import type { Authenticator, Misconfiguration, Outcome, Scheme } from '../../types';
import { thenSync } from '../../util/maybe-promise';
import { memoizeLast } from '../../util/memoize-last';
import { unknownOptionProblems } from '../../util/option-problems';
import { directoryProblems, directoryTokens } from '../directory/directory-tokens';
import { jwtTokens } from './load-jwt';
import { opaqueTokens, type TokenOptions } from './opaque-tokens';

const OPTIONS = ['tokens', 'variables', 'jwt', 'directory', 'account', 'realm'];

/** The verifiers of one invocation: at most one for each kind of token. */
interface Verifiers {
  readonly opaque: TokenVerifier | undefined;
  readonly directory: TokenVerifier | undefined;
  readonly jwt: TokenVerifier | undefined;
}

/**
 * The Bearer scheme (RFC 6750): a token with every request, in the Authorization header only.
 *
 * It accepts opaque tokens of the variables `BEARER_TOKENS`, `BEARER_TOKENS_…` and of the options. The
 * option `jwt` accepts JSON Web Tokens, and `directory: true` accepts the directory's authtokens. Wrong
 * options and variables never throw here: the guard answers 500 and logs every problem.
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
  const read = (context: object): Verifiers => ({
    opaque: readers.opaque?.(context),
    directory: readers.directory?.(context),
    jwt: readers.jwt?.(context),
  });
  const isSame = (one: Verifiers, other: Verifiers) =>
    one.opaque === other.opaque && one.directory === other.directory && one.jwt === other.jwt;
  return Object.freeze({
    name: 'bearer',
    configure: memoizeLast({ read, isSame }, (verifiers) => configure(given, verifiers)),
  });
}

function opaqueReader({
  jwt,
  directory,
  account,
  ...options
}: BearerOptions): TokenVerifierFor | undefined {
  const hasOthers = jwt !== undefined || directory === true;
  if (hasOthers && options.tokens === undefined) return undefined;
  return opaqueTokens('bearer', options);
}

function directoryReader({
  directory,
  account,
  realm,
}: BearerOptions): TokenVerifierFor | undefined {
  if (directory !== true) return undefined;
  const challenge = bearerChallenge(`${realm ?? DEFAULT_REALM}`);
  return directoryTokens({ scheme: 'bearer', type: 'authtoken', account, challenge });
}

// A value that is not an options object gets a verifier as well, which reports the problem.
function jwtReader(given: BearerOptions): TokenVerifierFor | undefined {
  return given.jwt === undefined ? undefined : jwtTokens(given.jwt);
}

function configure(
  given: BearerOptions,
  { opaque, directory, jwt }: Verifiers,
): Authenticator | Misconfiguration {
  const { realm = DEFAULT_REALM } = given;
  const verifiers = [opaque, directory, jwt].filter((verifier) => verifier !== undefined);
  const problems = [
    ...optionProblems(given),
    ...verifiers.flatMap((verifier) => verifier.problems),
  ];
  if (problems.length > 0) return { problems };
  const warnings = verifiers.flatMap((verifier) => verifier.warnings);
  for (const warning of warnings) warnOnce(warning);
  const refuse = refusals(realm);
  return {
    challenge: bearerChallenge(realm),
    accepts: verifiers.flatMap((verifier) => verifier.accepts),
    warnings,
    authenticate(event, context) {
      const presented = readBearerToken(event);
      if (presented === 'absent') return ABSENT;
      if (typeof presented === 'string') return refuse[presented];
      return thenSync(checkToken(verifiers, presented.token, context), refuse.explained);
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

/** Creates the refusals of tokens (RFC 6750 section 3.1). */
function refusals(realm: string) {
  const invalidRequest = { challenge: bearerChallenge(realm, 'invalid_request') };
  const invalidToken = { challenge: bearerChallenge(realm, 'invalid_token') };
  const badRequest = { status: 'refused', httpStatus: 400, ...invalidRequest } as const;
  return {
    malformed: { status: 'refused', code: 'CREDENTIALS_MALFORMED', ...invalidToken } as const,
    repeated: { ...badRequest, code: 'REQUEST_INVALID' } as const,
    misplaced: { ...badRequest, code: 'CREDENTIALS_MISPLACED' } as const,
    explained({ outcome, verifier: { requiredScopes } }: CheckedToken): Outcome {
      if (outcome.status !== 'refused') return outcome;
      if (outcome.challenge !== undefined || outcome.httpStatus === 503) return outcome;
      const { code, username } = outcome;
      // Copied member by member, because spreading a frozen object takes longer than the rest of the check.
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
   * Accepts JSON Web Tokens. Opaque tokens are then accepted only with the option `tokens`, and are
   * checked first. Default: none.
   */
  readonly jwt?: JwtOptions;
  /**
   * `true` accepts authtokens of the directory. The variables with tokens then apply only with the option
   * `tokens`. Default: `false`.
   */
  readonly directory?: boolean;
  /**
   * The one account of the directory whose callers are accepted, such as `ac_4kTz0cB9vXw2LmQe`. It does not
   * limit other tokens. Default: any account.
   */
  readonly account?: string;
  /** The realm of the challenge: 1 to 128 printable ASCII characters. */
  readonly realm?: string;
}

import { isSameJwtVariables, type JwtVariables, readJwtVariables } from '../config';
import {
  misconfiguredVerifier,
  type TokenVerifier,
  type TokenVerifierFor,
} from '../tokens/token-verifier';
import { memoizeLast } from '../util/memoize-last';
import { jwtCheck } from './check-jwt';
import type { GivenOptions, JwtOptions } from './jwt-options';
import { parseJwtSettings } from './jwt-settings';
import { isSameValue, keyOptionValue } from './key-source';

/** The values of one invocation that the verifier depends on. */
interface Input {
  readonly variables: JwtVariables;
  readonly keyValue: unknown;
}

const NO_OPTIONS = 'the option jwt of bearer() must be an object';

/** Creates the verifier of JSON Web Tokens from the options and the variables. */
export function jwtVerifier(options: JwtOptions): TokenVerifierFor {
  if (typeof options !== 'object' || options === null) {
    const verifier = misconfiguredVerifier([NO_OPTIONS]);
    return () => verifier;
  }
  const given: GivenOptions = { ...options };
  const read = (context: object): Input => ({
    variables: readJwtVariables(context),
    keyValue: keyOptionValue(given, context),
  });
  const isSame = (one: Input, other: Input) =>
    isSameJwtVariables(one.variables, other.variables) && isSameValue(one.keyValue, other.keyValue);
  return memoizeLast({ read, isSame }, (input) => configure(given, input));
}

function configure(given: GivenOptions, { variables, keyValue }: Input): TokenVerifier {
  const settings = parseJwtSettings(given, keyValue, variables);
  if ('problems' in settings) return misconfiguredVerifier(settings.problems);
  const { issuers, source, scopes } = settings;
  return {
    problems: [],
    warnings: [],
    accepts: issuers.map((username) => ({ username, format: 'jwt', peppered: false, source })),
    ...(scopes.length === 0 ? {} : { requiredScopes: scopes }),
    check: jwtCheck(settings),
  };
}

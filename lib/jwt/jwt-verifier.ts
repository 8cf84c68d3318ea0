import { isSameJwtVariables, type JwtVariables, readJwtVariables } from '../config';
import { type ReadTokenPart, type TokenPart, unusablePart } from '../tokens/token-verifier';
import { memoizeLast } from '../util/memoize-last';
import { jwtCheck } from './check-jwt';
import type { GivenOptions, JwtOptions } from './jwt-options';
import { readJwtSettings } from './jwt-settings';
import { isSameValue, keyOptionValue } from './key-source';

/** What the part depends on, of one invocation. */
interface Input {
  readonly variables: JwtVariables;
  readonly keyValue: unknown;
}

const NO_OPTIONS = 'the option jwt of bearer() is not an object';

/** The JSON Web Tokens that the options and the variables let in. */
export function jwtPart(options: JwtOptions): ReadTokenPart {
  if (typeof options !== 'object' || options === null) {
    const part = unusablePart([NO_OPTIONS]);
    return () => part;
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

function configure(given: GivenOptions, { variables, keyValue }: Input): TokenPart {
  const settings = readJwtSettings(given, keyValue, variables);
  if ('problems' in settings) return unusablePart(settings.problems);
  const { issuers, source, scopes } = settings;
  return {
    problems: [],
    warnings: [],
    accepts: issuers.map((username) => ({ username, format: 'jwt', peppered: false, source })),
    ...(scopes.length === 0 ? {} : { requiredScopes: scopes }),
    check: jwtCheck(settings),
  };
}

import type { JwtOptions } from '../../jwt/jwt-options';
import { misconfiguredVerifier, type TokenVerifierFor } from '../../tokens/token-verifier';
import { loadPart, missingPart } from '../../util/load-part';

const MISSING = misconfiguredVerifier([missingPart('jwt')]);

/** Creates the verifier of JSON Web Tokens. Its library is loaded with the first request that needs it. */
export function jwtTokens(options: JwtOptions): TokenVerifierFor {
  let read: TokenVerifierFor | undefined;
  return (context) => {
    read ??= loadPart<typeof import('../../jwt/index')>('jwt')?.jwtVerifier(options);
    return read?.(context) ?? MISSING;
  };
}

import type { JwtOptions } from '../../jwt/jwt-options';
import { misconfiguredVerifier, type TokenVerifierFor } from '../../tokens/token-verifier';
import { libraryAsset, missingAsset } from '../../util/library-asset';

const MISSING = misconfiguredVerifier([missingAsset('jwt')]);

/** Creates the verifier of JSON Web Tokens. Its library is loaded with the first request that needs it. */
export function jwtTokens(options: JwtOptions): TokenVerifierFor {
  let read: TokenVerifierFor | undefined;
  return (context) => {
    read ??= loadJwt()?.jwtVerifier(options);
    return read?.(context) ?? MISSING;
  };
}

function loadJwt(): typeof import('../../jwt/index') | undefined {
  const path = libraryAsset('jwt');
  return path === undefined ? undefined : require(path);
}

import type { JwtOptions } from '../../jwt/jwt-options';
import { type ReadTokenPart, unusablePart } from '../../tokens/token-verifier';
import { libraryAsset, missingAsset } from '../../util/library-asset';

const MISSING = unusablePart([missingAsset('jwt')]);

/** The JSON Web Tokens that the options and the variables let in. Nothing is loaded before. */
export function jwtTokens(options: JwtOptions): ReadTokenPart {
  let read: ReadTokenPart | undefined;
  return (context) => {
    read ??= loadJwt()?.jwtPart(options);
    return read?.(context) ?? MISSING;
  };
}

function loadJwt(): typeof import('../../jwt/index') | undefined {
  const path = libraryAsset('jwt');
  return path === undefined ? undefined : require(path);
}

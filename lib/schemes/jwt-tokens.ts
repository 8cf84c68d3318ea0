import type { JwtOptions } from '../jwt/jwt-options';
import { privateAsset } from '../private-asset';
import { type ReadTokenPart, unusablePart } from '../tokens/token-part';

/** The private asset with everything about JSON Web Tokens: only what uses them has to load it. */
const ASSET = '/jwt.js';

const MISSING = unusablePart([
  `there is no private asset ${ASSET}: deploy jwt.private.js beside auth.private.js`,
]);

/** The JSON Web Tokens that the options and the variables let in. Nothing is loaded before. */
export function jwtTokens(options: JwtOptions): ReadTokenPart {
  let read: ReadTokenPart | undefined;
  return (context) => {
    read ??= loadJwt()?.jwtPart(options);
    return read?.(context) ?? MISSING;
  };
}

function loadJwt(): typeof import('../jwt/index') | undefined {
  const asset = privateAsset(ASSET);
  return asset === undefined ? undefined : require(asset.path);
}

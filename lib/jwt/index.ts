export type { JwtAlgorithm, JwtOptions } from './jwt-options';
/** @internal The scheme `bearer` verifies tokens. */
export { jwtVerifier } from './jwt-verifier';

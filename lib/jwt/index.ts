export type { JwtAlgorithm, JwtOptions } from './jwt-options';
export { jwtVerifier } from './jwt-verifier';

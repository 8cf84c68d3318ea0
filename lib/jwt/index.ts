export type { JwtAlgorithm, JwtOptions } from './jwt-options';
export { jwtPart } from './jwt-verifier';

export type { JwtOptions } from './jwt-options';
export { jwtPart } from './jwt-part';

import type { ReadTokenPart } from '../schemes/token-part';
import type { JwtOptions } from './jwt-options';

/** The JSON Web Tokens that the options and the variables let in. */
export function jwtPart(options: JwtOptions): ReadTokenPart {
  const part = { problems: ['bearer has no JWTs yet'], warnings: [], accepts: [] };
  return () => ({ ...part, check: () => ({ status: 'absent', options }) });
}

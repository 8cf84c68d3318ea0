import type { JwtVariables } from '../config';

type Variables = Pick<JwtVariables, 'JWT_ISSUER' | 'JWT_AUDIENCE' | 'DOMAIN_NAME'>;

/**
 * The names in this service's own tokens: what it signs is from it, and for whom it is from. Each is
 * `undefined` where neither a variable nor the domain says.
 */
export function ownNames({ JWT_ISSUER, JWT_AUDIENCE, DOMAIN_NAME }: Variables) {
  const issuer = JWT_ISSUER ?? (DOMAIN_NAME && `https://${DOMAIN_NAME}`);
  return { issuer, audience: JWT_AUDIENCE ?? issuer };
}

import type { JWTPayload } from 'jose';
import type { JwtSettings } from './jwt-settings';

/**
 * Whether a token is meant for this service: by its audience (RFC 7519 section 4.1.3), or, where clients are
 * listed and it has none, by its client. A client that it names has to be listed in either case.
 */
export function isMeantFor(
  claims: JWTPayload,
  { audiences, clientIds }: Pick<JwtSettings, 'audiences' | 'clientIds'>,
): boolean {
  const hasAudience = Object.hasOwn(claims, 'aud');
  if (hasAudience && ![claims.aud].flat().some((one) => isOneOf(audiences, one))) return false;
  if (clientIds === undefined) return hasAudience;
  const { client_id: client, token_use: use } = claims;
  if (hasAudience && client === undefined) return true;
  // Cognito's tokens that say who somebody is are for the client, not for this service.
  const isForAccess = hasAudience || use === undefined || use === 'access';
  return isForAccess && isOneOf(clientIds, client);
}

function isOneOf(names: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && names.includes(value);
}

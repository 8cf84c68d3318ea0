import type { JWTPayload } from 'jose';
import type { JwtSettings } from './jwt-settings';

/**
 * Returns whether a token is meant for this service, by its audience (RFC 7519 section 4.1.3). If clients are
 * configured and the token has no audience, its client decides. If clients are configured, a client in the
 * token must be one of them in either case.
 */
export function isMeantFor(
  claims: JWTPayload,
  { audiences, clientIds }: Pick<JwtSettings, 'audiences' | 'clientIds'>,
): boolean {
  const hasAudience = Object.hasOwn(claims, 'aud');
  if (hasAudience && !isForOneOf(audiences, claims.aud)) return false;
  if (clientIds === undefined) return hasAudience;
  const { client_id: client, token_use: use } = claims;
  if (hasAudience && client === undefined) return true;
  // ID tokens of Cognito are for the client, not for this service.
  const isForAccess = hasAudience || use === undefined || use === 'access';
  return isForAccess && isOneOf(clientIds, client);
}

// Not `flat`, because it copies the list of every token.
function isForOneOf(audiences: readonly string[], given: unknown): boolean {
  if (!Array.isArray(given)) return isOneOf(audiences, given);
  return given.some((one) => isOneOf(audiences, one));
}

function isOneOf(names: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && names.includes(value);
}

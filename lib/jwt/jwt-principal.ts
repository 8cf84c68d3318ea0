import type { JWTPayload } from 'jose';
import { textProblem } from '../http/credential-text';
import type { Principal } from '../types';

/** Who a JWT is about, once its signature and its claims were found in order. `null`: nobody. */
export function jwtPrincipal(claims: JWTPayload): Principal | null {
  const { sub, jti } = claims;
  if (!isName(sub)) return null;
  const scopes = scopesOf(claims);
  return Object.freeze({
    scheme: 'bearer',
    username: sub,
    ...(scopes === undefined ? {} : { scopes }),
    ...(isName(jti) ? { credentialId: jti } : {}),
    claims: deepFrozen(claims),
  });
}

// RFC 8693 section 4.2: names with spaces between. Some issuers have a claim `scp` for that, or a list.
function scopesOf({ scope, scp }: JWTPayload): readonly string[] | undefined {
  const given = scope ?? scp;
  if (typeof given === 'string') return Object.freeze(given.split(' ').filter(isName));
  return Array.isArray(given) ? Object.freeze(given.filter(isName)) : undefined;
}

// What can be logged and compared: no control characters, no halves of a surrogate pair.
function isName(value: unknown): value is string {
  return textProblem(value) === undefined;
}

function deepFrozen<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFrozen(member);
  }
  return Object.freeze(value);
}

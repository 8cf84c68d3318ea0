import type { JWTPayload } from 'jose';
import { textProblem } from '../http/credential-text';
import type { Principal } from '../types';

/** Returns the principal of a verified JWT, or `null` if its subject is not a valid name. */
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

// RFC 8693 section 4.2: names separated by spaces. Some issuers use the claim `scp` instead, or a list.
function scopesOf({ scope, scp }: JWTPayload): readonly string[] | undefined {
  const given = scope ?? scp;
  if (typeof given === 'string') return Object.freeze(given.split(' ').filter(isName));
  return Array.isArray(given) ? Object.freeze(given.filter(isName)) : undefined;
}

// A name can be logged and compared: it has no control characters and no lone surrogates.
function isName(value: unknown): value is string {
  return textProblem(value) === undefined;
}

function deepFrozen<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFrozen(member);
  }
  return Object.freeze(value);
}

import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { SigningKeys } from './signing-keys';
import type { TokenSettings } from './token-settings';

/** Whom a token is for, and how long it lasts. */
export interface Grant {
  readonly client: string;
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: number;
}

const ID_BYTES = 16;

/** Signs a JWT access token (RFC 9068 section 2). Its subject is the client itself (section 2.2). */
export function issueToken(
  { client, scopes, lifetimeSeconds }: Grant,
  { issuer, audience }: TokenSettings,
  { privateKey, current }: SigningKeys,
): Promise<string> {
  const { alg, kid } = current;
  const issuedAt = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: issuer,
    sub: client,
    client_id: client,
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    jti: randomBytes(ID_BYTES).toString('base64url'),
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  })
    .setProtectedHeader({ typ: 'at+jwt', alg, kid })
    .sign(privateKey);
}

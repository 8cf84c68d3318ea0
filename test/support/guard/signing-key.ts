import { generateKeyPairSync } from 'node:crypto';

export type Jwk = Readonly<Record<string, unknown>>;

/** Returns a new private key in JSON, for `JWT_SIGNING_KEY`. */
export function signingKey(kid = 'test', alg: 'EdDSA' | 'ES256' = 'EdDSA'): string {
  return JSON.stringify({ ...privateJwk(alg), kid, alg });
}

/** The variable that `/token` and `/jwks` require. */
export function signingKeyVariables(): { readonly JWT_SIGNING_KEY: string } {
  return { JWT_SIGNING_KEY: signingKey() };
}

function privateJwk(alg: 'EdDSA' | 'ES256'): Jwk {
  const { privateKey } =
    alg === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }) };
}

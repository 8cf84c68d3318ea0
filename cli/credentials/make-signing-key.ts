import { createHash, generateKeyPairSync } from 'node:crypto';
import { CURVES, type SigningAlgorithm } from '../../lib/oauth/signing-keys';

/** A new private key as a JSON Web Key (RFC 7517). */
export interface NewSigningKey {
  readonly privateJwk: Readonly<Record<string, unknown>>;
  readonly kid: string;
}

/** Makes a key. Its id is its thumbprint, so no other key has it (RFC 7638). */
export function makeSigningKey(alg: SigningAlgorithm): NewSigningKey {
  const { privateKey } =
    alg === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { d, x, y } = privateKey.export({ format: 'jwk' });
  const { kty, crv } = CURVES[alg];
  // Section 3: the required members, in lexicographic order.
  const required = { crv, kty, x, ...(y === undefined ? {} : { y }) };
  const kid = createHash('sha256').update(JSON.stringify(required)).digest('base64url');
  return { privateJwk: { ...required, d, kid, alg }, kid };
}

import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import type { Jwk } from './signing-key';

/** The parts of a JWT with a valid signature. */
export interface VerifiedToken {
  readonly header: Jwk;
  readonly claims: Jwk;
}

/**
 * Verifies a JWS in the compact serialization (RFC 7515 section 5.2) with the key of a JWK Set that its header
 * names. It does not use the library.
 *
 * @throws Error if there is no such key or the signature is invalid.
 */
export function verifyToken(token: string, keySet: string): VerifiedToken {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { kid, alg } = decode(header);
  const { keys } = JSON.parse(keySet) as { readonly keys: readonly Jwk[] };
  const key = keys.find((one) => one['kid'] === kid && one['alg'] === alg);
  if (key === undefined) throw new Error(`There is no key ${kid} for ${alg}.`);
  const isRight = verify(
    alg === 'ES256' ? 'sha256' : null,
    Buffer.from(`${header}.${payload}`),
    {
      key: createPublicKey({ format: 'jwk', key: key as JsonWebKey }),
      dsaEncoding: 'ieee-p1363',
    },
    Buffer.from(signature, 'base64url'),
  );
  if (!isRight) throw new Error('The signature is not right.');
  return { header: decode(header), claims: decode(payload) };
}

function decode(part: string): Jwk {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}

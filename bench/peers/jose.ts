import { createPublicKey, type webcrypto } from 'node:crypto';
import { AUDIENCE, ISSUER, type JwtAlgorithm, KEYS } from '../jwt-callers';
import { ONE_USER, type Target } from '../target';
import { importPeer } from './load-peer';

interface Jose {
  jwtVerify(token: string, key: webcrypto.CryptoKey, options: object): Promise<unknown>;
  importSPKI(pem: string, algorithm: string): Promise<webcrypto.CryptoKey>;
  importJWK(jwk: object, algorithm: string): Promise<webcrypto.CryptoKey | Uint8Array>;
}

/** The minimum work with jose: the key is imported once, and every claim is checked. */
export const joseFloor = (algorithm: JwtAlgorithm): Target => ({
  name: 'floor: jose 6.2.17 jwtVerify, the key imported once',
  sizes: ONE_USER,
  async create() {
    const { jwtVerify, importSPKI } = await importPeer<Jose>('jose');
    const key = algorithm === 'HS256' ? await hmacKey() : await importSPKI(spki(), algorithm);
    const options = {
      algorithms: [algorithm],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: 5,
    };
    return async (authorization = '') => {
      try {
        await jwtVerify(authorization.slice('Bearer '.length), key, options);
        return true;
      } catch {
        return false;
      }
    };
  },
});

function hmacKey(): Promise<webcrypto.CryptoKey> {
  const usage = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', Buffer.from(KEYS.secret), usage, false, ['verify']);
}

function spki(): string {
  return createPublicKey(KEYS.publicKey).export({ type: 'spki', format: 'pem' }).toString();
}

import {
  createHmac,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto';

// These JWTs are built with node:crypto, independently of the library that verifies them.

export type Claims = Readonly<Record<string, unknown>>;

/** A key pair that signs tokens, with its published forms. */
export interface Signer {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** The public key, as PEM. */
  readonly pem: string;
  /** The public key, as a JWK with its kid. */
  readonly jwk: JsonWebKey & { readonly kid: string };
  /** The private key, as a JWK with its kid. */
  readonly privateJwk: JsonWebKey & { readonly kid: string };
  sign(signingInput: string): Buffer;
}

export const ISSUER = 'https://issuer.example/';
export const AUDIENCE = 'https://api.example';
export const SECRET = 'an example of a secret with 40 characters';

/** The issuer and audience of every token, unless a test changes them. */
export const RULES = { issuer: ISSUER, audience: AUDIENCE } as const;

/** Returns a time in seconds since 1970, relative to now. */
export function seconds(fromNow = 0): number {
  return Math.floor(Date.now() / 1000) + fromNow;
}

/** Returns valid claims with the changes of the test. An undefined claim is omitted. */
export function claims(more: Claims = {}): Claims {
  return { iss: ISSUER, aud: AUDIENCE, sub: 'ada', exp: seconds(300), ...more };
}

export function rsa(kid = 'rsa', modulusLength = 2048): Signer {
  return signer('RS256', kid, generateKeyPairSync('rsa', { modulusLength }), 'sha256');
}

export function p256(kid = 'p256'): Signer {
  return signer('ES256', kid, generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'sha256');
}

export function ed25519(kid = 'ed25519'): Signer {
  return signer('EdDSA', kid, generateKeyPairSync('ed25519'), null);
}

/** The asymmetric algorithms of `bearer({ jwt })`. */
export const ASYMMETRIC = ['RS256', 'ES256', 'EdDSA'] as const;

/** Creates a key pair for each asymmetric algorithm. */
export function asymmetricSigners() {
  const [RSA, EC, OKP] = [rsa(), p256(), ed25519()];
  return { RSA, EC, OKP, all: [RSA, EC, OKP] };
}

/** Returns the JWK Set with the public keys of signers. */
export function jwkSetOf(...signers: readonly Signer[]) {
  return { keys: signers.map(({ jwk }) => jwk) };
}

function signer(
  alg: string,
  kid: string,
  pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  digest: string | null,
): Signer {
  const { publicKey, privateKey } = pair;
  return {
    alg,
    kid,
    privateKey,
    pem: publicKey.export({ format: 'pem', type: 'spki' }) as string,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid },
    privateJwk: { ...privateKey.export({ format: 'jwk' }), kid },
    sign: (input) =>
      signBytes(digest, Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  };
}

/** Returns a token with these claims. Its header has the algorithm, the kid and the changes of the test. */
export function tokenOf({ alg, kid, sign }: Signer, given: Claims = {}, header: Claims = {}) {
  return rawToken({ alg, kid, ...header }, claims(given), sign);
}

/** Returns a token that is signed with a secret. */
export function hs256(given: Claims = {}, { secret = SECRET as string | Buffer, ...header } = {}) {
  return rawToken({ alg: 'HS256', ...header }, claims(given), hmac(secret));
}

/** Returns a token with this header and payload, each an object or its text. */
export function rawToken(
  header: unknown,
  payload: unknown,
  sign: (signingInput: string) => Buffer,
): string {
  const input = `${encoded(header)}.${encoded(payload)}`;
  return `${input}.${sign(input).toString('base64url')}`;
}

export function hmac(secret: string | Buffer): (signingInput: string) => Buffer {
  return (input) => createHmac('sha256', secret).update(input).digest();
}

export function encoded(part: unknown): string {
  const text = typeof part === 'string' ? part : JSON.stringify(part);
  return Buffer.from(text).toString('base64url');
}

/** Returns a key that signs tokens, for `JWT_SIGNING_KEY`. */
export function signingKeyOf({ privateJwk, alg }: Signer): string {
  return JSON.stringify({ ...privateJwk, alg });
}

/** Returns the public half of such a key, for `JWT_SIGNING_KEY_PREVIOUS` after a rotation. */
export function publicKeyOf({ jwk, alg }: Signer): string {
  return JSON.stringify({ ...jwk, alg, use: 'sig' });
}

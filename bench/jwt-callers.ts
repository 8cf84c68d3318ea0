import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { several } from './callers';
import type { Callers } from './target';
import { bearerHeader } from './token-callers';

export const JWT_ALGORITHMS = ['HS256', 'ES256'] as const;
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];

export const ISSUER = 'https://issuer.example';
export const AUDIENCE = 'https://service.example';

const HOUR = 3_600;

/** The keys that sign and verify the tokens. Each process creates its own keys. */
export const KEYS = {
  secret: randomBytes(32).toString('base64url'),
  ...generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }),
};

/** Returns callers with JSON Web Tokens: the headers that each kind sends in rotation. */
export function makeJwtCallers(algorithm: JwtAlgorithm): Callers {
  const now = Math.floor(Date.now() / 1000);
  const token = (claims: object) => makeJwt(algorithm, { iat: now, exp: now + HOUR, ...claims });
  return {
    valid: several(() => bearerHeader(token({ jti: randomBytes(8).toString('hex') }))),
    wrong: several(() => bearerHeader(forge(token({ jti: randomBytes(8).toString('hex') })))),
    expired: several(() => bearerHeader(token({ iat: now - 2 * HOUR, exp: now - HOUR }))),
    missing: [undefined],
    malformed: ['Bearer', 'Bearer a.b.c'].map((text) => Buffer.from(text)),
  };
}

function makeJwt(algorithm: JwtAlgorithm, claims: object): string {
  const payload = { iss: ISSUER, aud: AUDIENCE, sub: 'ada', scope: 'read', ...claims };
  const input = [{ alg: algorithm, typ: 'JWT' }, payload].map(base64url).join('.');
  return `${input}.${signature(algorithm, input)}`;
}

function signature(algorithm: JwtAlgorithm, input: string): string {
  if (algorithm === 'HS256') {
    return createHmac('sha256', KEYS.secret).update(input).digest('base64url');
  }
  const key = { key: KEYS.privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return sign('sha256', Buffer.from(input), key).toString('base64url');
}

// Returns a token of another user, in which only the signature is wrong.
function forge(token: string): string {
  const [header = '', , mac = ''] = token.split('.');
  const payload = { iss: ISSUER, aud: AUDIENCE, sub: 'mallory', exp: 4e9, iat: 1 };
  return `${header}.${base64url(payload)}.${mac}`;
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

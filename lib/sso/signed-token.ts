import { subtle } from 'node:crypto';
import { matchingKeys } from '../jwt/find-keys';
import { KeysUnavailableError, remoteKeys } from '../jwt/remote-keys';
import type { VerificationKey } from '../jwt/verification-key';
import { isJsonObject, parseJson } from '../util/parse-json';
import { ALGORITHM_NAMES, type ProviderMetadata } from './discover';
import { isProviderUrl } from './provider-url';
import type { ProviderLimits } from './sso';
import { requireValid, SsoFailure } from './sso-failure';

/** The claims of a token. */
export type Claims = Readonly<Record<string, unknown>>;

/** The difference between two clocks that is accepted, in seconds. */
export const CLOCK_SKEW = 60;

// RFC 7515 section 7.1: three parts of base64url, none of them empty or padded.
const SIGNED_TOKEN = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;
const PARAMETERS = {
  RS256: { name: 'RSASSA-PKCS1-v1_5' },
  ES256: { name: 'ECDSA', hash: 'SHA-256' },
  EdDSA: { name: 'Ed25519' },
  HS256: undefined,
} as const;

/**
 * Verifies the signature of a token with the keys that its provider publishes, and returns its claims. The keys are cached as
 * for JWTs: an unknown `kid` causes a request at most every 30 seconds.
 *
 * @throws SsoFailure
 */
export async function requireSigned(
  token: string,
  { jwks_uri: keysAt = '' }: ProviderMetadata,
  limits: ProviderLimits,
): Promise<Claims> {
  const [, header = '', payload = '', signature = ''] = SIGNED_TOKEN.exec(token) ?? [];
  const { alg, kid, crit, b64 } = parsePart(header);
  requireValid(ALGORITHM_NAMES.includes(`${alg}`), 'alg');
  requireValid(crit === undefined && b64 === undefined, 'crit');
  requireValid(kid === undefined || typeof kid === 'string', 'kid');
  const keys = matchingKeys(await keysOf(keysAt, kid, limits), { alg, kid });
  requireValid(keys.length > 0, 'kid');
  const signed = Buffer.from(`${header}.${payload}`);
  const results = keys.map((key) => isSignedBy(key, Buffer.from(signature, 'base64url'), signed));
  requireValid((await Promise.all(results)).includes(true), 'signature');
  return parsePart(payload);
}

async function isSignedBy(
  { algorithm, material }: VerificationKey,
  signature: Buffer,
  signed: Buffer,
): Promise<boolean> {
  const parameters = PARAMETERS[algorithm];
  if (parameters === undefined) return false;
  return subtle.verify(parameters, await material(), signature, signed);
}

async function keysOf(
  url: string,
  kid: unknown,
  { endsAt, allowLoopback }: ProviderLimits,
): Promise<readonly VerificationKey[]> {
  if (!isProviderUrl(url, allowLoopback)) throw new SsoFailure('settings', 'jwks_uri');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const left = Math.max(endsAt - performance.now(), 0);
    timer = setTimeout(() => reject(new SsoFailure('unavailable', 'time')), left);
  });
  try {
    return await Promise.race([remoteKeys(url)(kid), late]);
  } catch (error) {
    throw error instanceof KeysUnavailableError ? new SsoFailure('unavailable', 'keys') : error;
  } finally {
    clearTimeout(timer);
  }
}

function parsePart(text: string): Claims {
  const value = parseJson(Buffer.from(text, 'base64url').toString());
  requireValid(isJsonObject(value), 'malformed');
  return value;
}

/** Requires that a token was issued in the last `maxAgeSeconds`, and not in the future. @returns its time. */
export function requireIssuedAt({ iat }: Claims, maxAgeSeconds: number): number {
  const now = Date.now() / 1000;
  requireValid(typeof iat === 'number' && Number.isFinite(iat), 'iat');
  requireValid(iat <= now + CLOCK_SKEW && iat >= now - maxAgeSeconds, 'iat');
  return iat;
}

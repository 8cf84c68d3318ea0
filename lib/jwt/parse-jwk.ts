import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { isJsonObject, parseJson } from '../util/parse-json';
import { type KeyProblem, publicVerificationKey, type VerificationKey } from './verification-key';

// The members of a public key (RFC 7518 section 6, RFC 8037 section 2). Private members are ignored.
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
};
const CURVES: readonly unknown[] = ['P-256', 'Ed25519', undefined];
const ALGORITHM_NAMES: Readonly<Record<string, readonly unknown[]>> = {
  RS256: ['RS256'],
  ES256: ['ES256'],
  // RFC 9864 section 2.2 names the algorithm by its curve.
  EdDSA: ['EdDSA', 'Ed25519'],
};
const MAX_KEYS = 100;

/**
 * Returns the keys of a JWK Set (RFC 7517 section 5) before parsing.
 *
 * @param given - the set, or its JSON text.
 */
export function parseKeyList(given: unknown): readonly unknown[] | KeyProblem {
  const set = typeof given === 'string' ? parseJson(given) : given;
  const { keys } = (set ?? {}) as { readonly keys?: unknown };
  if (!isJsonObject(set) || !Array.isArray(keys)) return { problem: 'must be a JWK Set' };
  if (keys.length > MAX_KEYS) return { problem: `has over ${MAX_KEYS} keys` };
  return keys;
}

/**
 * Parses a public key of a JWK Set, or the public half of a private key.
 *
 * @returns `null` for a key with another use or of an unsupported type. A set may contain such keys, and they
 *   must be ignored (RFC 7517 section 5).
 */
export function parseJwk(given: unknown): VerificationKey | KeyProblem | null {
  if (!isJsonObject(given)) return { problem: 'must be a JSON object' };
  const { kty, kid, crv } = given;
  if (kty === 'oct') return { problem: 'must not be a shared secret' };
  if (kid !== undefined && typeof kid !== 'string')
    return { problem: 'must have a kid that is text' };
  const members = typeof kty === 'string' && Object.hasOwn(MEMBERS, kty) ? MEMBERS[kty] : undefined;
  if (members === undefined || !CURVES.includes(crv) || !isForSignatures(given)) return null;

  const jwk = Object.fromEntries(members.map((name) => [name, given[name]]));
  const key = importKey({ ...jwk, kty: kty as string });
  if (key === undefined) return { problem: 'is a damaged key' };
  const read = publicVerificationKey(key, kid);
  return 'problem' in read || isFor(given, read) ? read : null;
}

// RFC 7517 sections 4.2 and 4.3. The operation of a private key is `sign`.
function isForSignatures({ use, key_ops: operations }: Readonly<Record<string, unknown>>): boolean {
  if (use !== undefined && use !== 'sig') return false;
  if (operations === undefined) return true;
  return (
    Array.isArray(operations) && (operations.includes('verify') || operations.includes('sign'))
  );
}

// RFC 7517 section 4.4: a key with `alg` is for that algorithm only.
function isFor(
  { alg }: Readonly<Record<string, unknown>>,
  { algorithm }: VerificationKey,
): boolean {
  return alg === undefined || ALGORITHM_NAMES[algorithm]?.includes(alg) === true;
}

function importKey(jwk: JsonWebKey) {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}

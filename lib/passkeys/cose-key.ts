import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { decodeCBOR } from '@levischuck/tiny-cbor';
import { requirePasskey } from './rejection';

/** The form of a key: labels of a COSE key (RFC 9053 section 7, RFC 8230 section 4) and members of a JWK. */
interface KeyForm {
  /** The numbers of the key, by label. Label 1 is the key type, and -1 the curve. */
  readonly numbers: Readonly<Record<number, number>>;
  /** The labels of the byte strings, by their names in a JWK. */
  readonly bytes: Readonly<Record<string, number>>;
  readonly jwk: JsonWebKey;
}

const ALGORITHM = 3;
const KEY_FORMS: ReadonlyMap<unknown, KeyForm> = new Map<unknown, KeyForm>([
  [-8, { numbers: { 1: 1, [-1]: 6 }, bytes: { x: -2 }, jwk: { kty: 'OKP', crv: 'Ed25519' } }],
  [-7, { numbers: { 1: 2, [-1]: 1 }, bytes: { x: -2, y: -3 }, jwk: { kty: 'EC', crv: 'P-256' } }],
  [-257, { numbers: { 1: 3 }, bytes: { n: -1, e: -2 }, jwk: { kty: 'RSA' } }],
]);
const MIN_RSA_BITS = 2048;
const MAX_RSA_BITS = 4096;
const RSA_EXPONENT = 65537n;

/**
 * Returns the algorithm of a COSE key: EdDSA with Ed25519, ES256 with P-256, or RS256. Throws a rejection if the key has
 * another algorithm, a missing or additional member (WebAuthn Level 3 section 6.5.1.1), or an invalid value.
 */
export function requireKey(bytes: Uint8Array): number {
  const key: unknown = decodeCBOR(new Uint8Array(bytes));
  requirePasskey(key instanceof Map, 'malformed');
  const algorithm: unknown = key.get(ALGORITHM);
  const form = KEY_FORMS.get(algorithm);
  requirePasskey(typeof algorithm === 'number' && form !== undefined, 'algorithm');
  const { numbers, bytes: texts, jwk } = form;
  const hasForm =
    Object.entries(numbers).every(([label, value]) => key.get(Number(label)) === value) &&
    Object.values(texts).every((label) => key.get(label) instanceof Uint8Array) &&
    key.size === 1 + Object.keys(numbers).length + Object.keys(texts).length;
  requirePasskey(hasForm, 'algorithm');
  const members = Object.entries(texts).map(([name, label]) => [name, base64url(key.get(label))]);
  requirePasskey(isValid({ ...jwk, ...Object.fromEntries(members) }), 'algorithm');
  return algorithm;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

// Node.js rejects a point that is not on P-256. It exports coordinates of the full length and a modulus without leading
// zeros, so that a key has one form.
function isValid(jwk: JsonWebKey): boolean {
  const key = importKey(jwk);
  if (key === undefined) return false;
  const exported = key.export({ format: 'jwk' });
  const hasOneForm = Object.entries(jwk).every(([name, value]) => exported[name] === value);
  return hasOneForm && (jwk.kty !== 'RSA' || isStrong(key));
}

function importKey(jwk: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function isStrong({ asymmetricKeyDetails: details }: KeyObject): boolean {
  const { modulusLength = 0, publicExponent } = details ?? {};
  const isLong = modulusLength >= MIN_RSA_BITS && modulusLength <= MAX_RSA_BITS;
  return isLong && publicExponent === RSA_EXPONENT;
}

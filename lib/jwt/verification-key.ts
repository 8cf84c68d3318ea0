import { createPublicKey, type KeyObject, subtle, type webcrypto } from 'node:crypto';
import type { JwtAlgorithm } from './jwt-options';

/** A key for verifying signatures, bound to one algorithm. */
export interface VerificationKey {
  readonly algorithm: JwtAlgorithm;
  /** Its id in a JWK Set (RFC 7517 section 4.5). A key without an id may be the key of any token. */
  readonly kid: string | undefined;
  /** Returns the key in the form that jose expects. It is imported on first use. */
  material(): webcrypto.CryptoKey | Promise<webcrypto.CryptoKey>;
}

/** The problem of a key: a text that continues a sentence after its name and never contains its value. */
export interface KeyProblem {
  readonly problem: string;
}

// RFC 7518 section 3.2: as long as the hash; section 3.3: 2048 bits or larger.
const MIN_SECRET_BYTES = 32;
const MIN_RSA_BITS = 2048;

const PEM = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/;
const PARAMETERS = {
  HS256: { name: 'HMAC', hash: 'SHA-256' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  EdDSA: { name: 'Ed25519' },
} as const;

/** Parses a secret for HS256. The key is the text's UTF-8 bytes. */
export function parseSecret(given: unknown): VerificationKey | KeyProblem {
  if (given === undefined || given === '') return { problem: 'is required' };
  if (typeof given !== 'string') return { problem: 'must be text' };
  if (!given.isWellFormed()) return { problem: 'must be well-formed Unicode' };
  const bytes = Buffer.from(given);
  if (bytes.length < MIN_SECRET_BYTES) {
    return { problem: `must have at least ${MIN_SECRET_BYTES} bytes for HS256` };
  }
  return { algorithm: 'HS256', kid: undefined, material: importedOnce('HS256', 'raw', bytes) };
}

/** Parses a public key in PEM (RFC 7468 section 13). `\n` may stand for its line breaks. */
export function parsePem(given: unknown): VerificationKey | KeyProblem {
  if (given === undefined || given === '') return { problem: 'is required' };
  if (typeof given !== 'string') return { problem: 'must be text' };
  if (/PRIVATE KEY-----/.test(given)) {
    return { problem: 'must be a public key, not a private key' };
  }
  const [, base64] = PEM.exec(given.replaceAll('\\n', '\n')) ?? [];
  if (base64 === undefined) return { problem: notPublicKeyProblem(given) };
  try {
    const der = Buffer.from(base64, 'base64');
    return publicVerificationKey(createPublicKey({ key: der, format: 'der', type: 'spki' }));
  } catch {
    return { problem: 'is a damaged public key' };
  }
}

// Commands that convert other PEM blocks to a public key.
const CONVERSIONS: Readonly<Record<string, string>> = {
  CERTIFICATE: 'openssl x509 -pubkey -noout -in FILE',
  'TRUSTED CERTIFICATE': 'openssl x509 -pubkey -noout -in FILE',
  'CERTIFICATE REQUEST': 'openssl req -pubkey -noout -in FILE',
  'RSA PUBLIC KEY': 'openssl rsa -RSAPublicKey_in -pubout -in FILE',
  'SSH2 PUBLIC KEY': 'ssh-keygen -i -m RFC4716 -f FILE, then ssh-keygen -e -m PKCS8',
};

function notPublicKeyProblem(given: string): string {
  const wanted = 'one PEM block BEGIN PUBLIC KEY';
  const labels = [...given.matchAll(/-----? ?BEGIN ([A-Z0-9 ]+?) ?-----?/g)].map(
    ([, label]) => label,
  );
  if (labels.length > 1) return `must be ${wanted}, not ${labels.length} blocks`;
  const [label = ''] = labels;
  const way = Object.hasOwn(CONVERSIONS, label) ? CONVERSIONS[label] : undefined;
  if (way !== undefined) return `must be ${wanted}, not a block BEGIN ${label}: ${way} converts it`;
  if (/^\s*(?:ssh|ecdsa)-/.test(given)) {
    return `must be ${wanted}, not an SSH key: ssh-keygen -e -m PKCS8 -f FILE converts it`;
  }
  if (/^\s*\{/.test(given)) return `must be ${wanted}, not JSON: a JWK Set belongs in jwks`;
  return `must be ${wanted}`;
}

/** Binds a public key to its only algorithm. */
export function publicVerificationKey(
  key: KeyObject,
  kid?: string | undefined,
): VerificationKey | KeyProblem {
  const algorithm = algorithmOf(key);
  if (algorithm === undefined) return { problem: 'must be an RSA, P-256 or Ed25519 key' };
  if (algorithm === 'RS256' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS) {
    return { problem: `must be an RSA key of at least ${MIN_RSA_BITS} bits` };
  }
  const der = key.export({ format: 'der', type: 'spki' });
  return { algorithm, kid, material: importedOnce(algorithm, 'spki', der) };
}

function importedOnce(algorithm: JwtAlgorithm, format: 'raw' | 'spki', bytes: Buffer) {
  let key: webcrypto.CryptoKey | Promise<webcrypto.CryptoKey> | undefined;
  const start = async () => {
    key = await subtle.importKey(format, bytes, PARAMETERS[algorithm], true, ['verify']);
    return key;
  };
  return () => {
    key ??= start();
    return key;
  };
}

function algorithmOf({
  asymmetricKeyType,
  asymmetricKeyDetails,
}: KeyObject): JwtAlgorithm | undefined {
  if (asymmetricKeyType === 'rsa') return 'RS256';
  if (asymmetricKeyType === 'ed25519') return 'EdDSA';
  const isP256 = asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
  return isP256 ? 'ES256' : undefined;
}

import {
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import {
  isSameSigningKeyVariables,
  readSigningKeyVariables,
  type SigningKeyVariables,
} from '../config';
import type { Misconfiguration } from '../types';
import { commandLine } from '../util/command-line';
import { memoizeLast } from '../util/memoize-last';
import { problemsOf } from '../util/option-problems';
import { isJsonObject, parseJson } from '../util/parse-json';

/** The signing key, and the public halves of all keys whose tokens are still valid. */
export interface SigningKeys {
  readonly privateKey: KeyObject;
  /** The public half of the key that signs. */
  readonly current: PublishedKey;
  readonly published: readonly PublishedKey[];
}

/** The problem of a project without a signing key. The doctor reports the same text. */
export const NO_SIGNING_KEY = `JWT_SIGNING_KEY is required: ${commandLine('credentials signing-key')} creates one`;

/** Returns a function that parses the keys of an invocation's context. It imports each value once. */
export function signingKeys(): (context: object) => SigningKeys | Misconfiguration {
  return memoizeLast(
    { read: readSigningKeyVariables, isSame: isSameSigningKeyVariables },
    parseSigningKeys,
  );
}

/** Parses the keys in the variables, and reports all their problems at once. */
export function parseSigningKeys(variables: SigningKeyVariables): SigningKeys | Misconfiguration {
  const { JWT_SIGNING_KEY: current, JWT_SIGNING_KEY_PREVIOUS: previous } = variables;
  const signing = current === undefined ? missing() : parsePrivateKey(current);
  const old =
    previous === undefined ? undefined : parseSigningKey(previous, 'JWT_SIGNING_KEY_PREVIOUS');
  const problems = [signing, old].flatMap(problemsOf);
  if ('problems' in signing || (old !== undefined && 'problems' in old)) return { problems };
  if (old?.published.kid === signing.published.kid) {
    return { problems: ['JWT_SIGNING_KEY and JWT_SIGNING_KEY_PREVIOUS must have different kids'] };
  }
  const published = [signing, ...(old === undefined ? [] : [old])].map((key) => key.published);
  return { privateKey: signing.privateKey, current: signing.published, published };
}

type PrivateKey = SigningKey & { readonly privateKey: KeyObject };

function parsePrivateKey(text: string): PrivateKey | Misconfiguration {
  const read = parseSigningKey(text, 'JWT_SIGNING_KEY');
  if ('problems' in read) return read;
  const { privateKey, published } = read;
  if (privateKey !== undefined) return { privateKey, published };
  return { problems: ['JWT_SIGNING_KEY must be a private key, because it signs tokens'] };
}

function missing(): Misconfiguration {
  return { problems: [NO_SIGNING_KEY] };
}

/** A signature algorithm: Ed25519 (RFC 8037), or ECDSA with P-256 and SHA-256 (RFC 7518). */
export type SigningAlgorithm = 'EdDSA' | 'ES256';

/** A public key in the form of a JWK set (RFC 7517). */
export interface PublishedKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y?: string;
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly use: 'sig';
}

/** A validated key from a variable. */
interface SigningKey {
  /** `undefined` if the variable contains only the public half. */
  readonly privateKey: KeyObject | undefined;
  readonly published: PublishedKey;
}

/** The key type and the curve of each algorithm. */
export const CURVES: Readonly<Record<SigningAlgorithm, { readonly kty: string; crv: string }>> = {
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
  ES256: { kty: 'EC', crv: 'P-256' },
};

const KID = /^[\x20-\x7e]{1,128}$/;
const PROBE = Buffer.from('A text to try the two halves of a key with.');

/**
 * Parses a JSON Web Key (RFC 7517) for one of the algorithms.
 *
 * @param name - the variable's name in problems.
 */
export function parseSigningKey(text: string, name: string): SigningKey | Misconfiguration {
  const jwk = parseJson(text);
  if (!isJsonObject(jwk)) return { problems: [`${name} must be a JSON Web Key in JSON`] };
  const { kid, alg, d } = jwk;
  const isKid = typeof kid === 'string' && KID.test(kid);
  const kidProblems = isKid
    ? []
    : [`${name} must have a kid of 1 to 128 printable ASCII characters`];
  if (!isAlgorithm(alg)) {
    return { problems: [...kidProblems, `${name} must have the alg EdDSA or ES256`] };
  }
  const { kty, crv } = CURVES[alg];
  if (jwk['kty'] !== kty || jwk['crv'] !== crv) {
    return {
      problems: [...kidProblems, `${name} must be a key for its alg, which requires ${crv}`],
    };
  }
  const halves = importHalves(jwk, alg, d !== undefined);
  if (halves === undefined) {
    return { problems: [...kidProblems, `${name} is damaged: its parts belong to different keys`] };
  }
  if (!isKid) return { problems: kidProblems };
  const { x = '', y } = halves.publicKey.export({ format: 'jwk' });
  const point = y === undefined ? { x } : { x, y };
  const published = Object.freeze({ kty, crv, ...point, kid, alg, use: 'sig' } as const);
  return { privateKey: halves.privateKey, published };
}

interface Halves {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject | undefined;
}

// The two halves are imported separately. Halves of different keys would sign tokens that cannot be verified.
function importHalves(key: JsonWebKey, alg: SigningAlgorithm, isPrivate: boolean) {
  const { kty, crv, x, y } = key;
  try {
    const point = alg === 'ES256' ? { x, y } : { x };
    const halves: Halves = {
      publicKey: createPublicKey({ format: 'jwk', key: { kty, crv, ...point } as JsonWebKey }),
      privateKey: isPrivate ? createPrivateKey({ format: 'jwk', key }) : undefined,
    };
    return areOfOneKey(halves, alg) ? halves : undefined;
  } catch {
    return undefined;
  }
}

function areOfOneKey({ publicKey, privateKey }: Halves, alg: SigningAlgorithm): boolean {
  if (privateKey === undefined) return true;
  const digest = alg === 'ES256' ? 'sha256' : null;
  return verify(digest, PROBE, publicKey, sign(digest, PROBE, privateKey));
}

function isAlgorithm(alg: unknown): alg is SigningAlgorithm {
  return typeof alg === 'string' && Object.hasOwn(CURVES, alg);
}

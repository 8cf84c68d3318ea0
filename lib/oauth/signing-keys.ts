import type { KeyObject } from 'node:crypto';
import { isSameKeyVariables, type KeyVariables, readKeyVariables } from '../config';
import type { Misconfiguration } from '../types';
import { memoizeLast } from '../util/memoize-last';
import { problemsIn } from '../util/problems-of';
import { type PublishedKey, readSigningKey, type SigningKey } from './signing-key';

/** The key that signs, and the public halves of all keys whose tokens still count. */
export interface SigningKeys {
  readonly privateKey: KeyObject;
  /** The public half of the key that signs. */
  readonly current: PublishedKey;
  readonly published: readonly PublishedKey[];
}

/** Where no key was made yet. What the doctor says, too. */
export const NO_SIGNING_KEY =
  'JWT_SIGNING_KEY is not set or empty; npm run credentials -- signing-key makes one';

/** Reads the keys from an invocation's context. They are imported once for each value. */
export function signingKeys(): (context: object) => SigningKeys | Misconfiguration {
  return memoizeLast({ read: readKeyVariables, isSame: isSameKeyVariables }, readSigningKeys);
}

/** Reads the keys in these variables, and reports all that is wrong with them at once. */
export function readSigningKeys(variables: KeyVariables): SigningKeys | Misconfiguration {
  const { JWT_SIGNING_KEY: current, JWT_SIGNING_KEY_PREVIOUS: previous } = variables;
  const signing = current === undefined ? missing() : readPrivate(current);
  const old =
    previous === undefined ? undefined : readSigningKey(previous, 'JWT_SIGNING_KEY_PREVIOUS');
  const problems = [signing, old].flatMap(problemsIn);
  if ('problems' in signing || (old !== undefined && 'problems' in old)) return { problems };
  if (old?.published.kid === signing.published.kid) {
    return { problems: ['JWT_SIGNING_KEY and JWT_SIGNING_KEY_PREVIOUS have the same kid'] };
  }
  const published = [signing, ...(old === undefined ? [] : [old])].map((key) => key.published);
  return { privateKey: signing.privateKey, current: signing.published, published };
}

type PrivateKey = SigningKey & { readonly privateKey: KeyObject };

function readPrivate(text: string): PrivateKey | Misconfiguration {
  const read = readSigningKey(text, 'JWT_SIGNING_KEY');
  if ('problems' in read) return read;
  const { privateKey, published } = read;
  if (privateKey !== undefined) return { privateKey, published };
  return { problems: ['JWT_SIGNING_KEY is a public key, and signing takes the private one'] };
}

function missing(): Misconfiguration {
  return { problems: [NO_SIGNING_KEY] };
}

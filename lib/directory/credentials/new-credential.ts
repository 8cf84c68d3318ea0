import {
  array,
  check,
  literal,
  maxLength,
  minLength,
  type ObjectEntries,
  optional,
  pipe,
  strictObject,
  string,
  variant,
} from 'valibot';
import { isPathLimit } from '../../tokens/path-limit';
import { holdsToken } from '../../tokens/token-format';
import { givenTime, label, text } from '../schemas';

const MAX_DESCRIPTION_BYTES = 255;
const MAX_METADATA_BYTES = 4096;
const MAX_PATHS = 50;
const MAX_PATH_LENGTH = 200;
// As long as the longest line that a key of 8192 bits makes, and more.
const MAX_KEY_LENGTH = 16_384;
const MAX_SIGNATURE_LENGTH = 16_384;

/** What an owner calls a credential. A secret that is pasted there would be shown for ever. */
export const description = pipe(
  label(MAX_DESCRIPTION_BYTES),
  check((value) => Buffer.byteLength(value) <= MAX_DESCRIPTION_BYTES && !holdsToken(value)),
);

/** Whatever the owner's programs keep with a credential, such as JSON. */
export const metadata = pipe(
  string(),
  maxLength(MAX_METADATA_BYTES),
  check((value) => Buffer.byteLength(value) <= MAX_METADATA_BYTES && !holdsToken(value)),
  // The database has no text with NUL in it, nor half a pair.
  check((value) => !/[\0\p{Cs}]/u.test(value)),
);

/** Where an authtoken counts: as behind `paths=` in BEARER_TOKENS. */
export const paths = pipe(
  array(pipe(text(MAX_PATH_LENGTH), check(isPathLimit))),
  minLength(1),
  maxLength(MAX_PATHS),
);

const COMMON = {
  description: optional(description, ''),
  metadata: optional(metadata, ''),
  expiresAt: optional(givenTime),
};

/** What a new credential may be, by its kind. `more` is what else there is to say. */
export function newCredential<More extends ObjectEntries>(more: More) {
  return variant('type', [
    strictObject({
      ...more,
      ...COMMON,
      type: literal('authtoken'),
      paths: optional(paths),
    }),
    strictObject({ ...more, ...COMMON, type: literal('api_key') }),
    strictObject({
      ...more,
      ...COMMON,
      type: literal('ssh_key'),
      publicKey: text(MAX_KEY_LENGTH),
      challenge: text(200),
      signature: text(MAX_SIGNATURE_LENGTH),
    }),
  ]);
}

/** A new credential, as it was asked for. */
export interface NewCredential {
  readonly type: 'authtoken' | 'api_key' | 'ssh_key';
  readonly description: string;
  readonly metadata: string;
  readonly expiresAt?: Date | undefined;
  readonly paths?: string[] | undefined;
  readonly publicKey?: string | undefined;
  /** Of an SSH key: a challenge of `token/ssh`, and its signature by the key. */
  readonly challenge?: string | undefined;
  readonly signature?: string | undefined;
}

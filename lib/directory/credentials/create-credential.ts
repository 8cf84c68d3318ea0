import {
  array,
  check,
  literal,
  maxLength,
  minLength,
  nullable,
  type ObjectEntries,
  optional,
  pipe,
  strictObject,
  string,
  variant,
} from 'valibot';
import { containsToken, makeToken } from '../../tokens/token-format';
import { isPathLimit } from '../../tokens/token-limits';
import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { callerOf } from '../call';
import { newId, secretHash } from '../crypto/ids';
import { DirectoryError } from '../errors';
import { boundedText, singleLineText, timestampInput } from '../schemas';
import { parsePublicKey } from '../ssh/public-key';
import { requireKeyProof } from '../ssh/require-key-proof';
import {
  type CredentialRow,
  credential,
  credentialObject,
  describeCredential,
  selectCredentials,
} from './credential';
import { requireCredentialQuota, resolveExpiry } from './credential-expiry';
import type { Owner } from './credential-owner';

/** A credential that was just made, with its secret: shown this once. An SSH key has none. */
export const createdCredential = strictObject({
  ...credential.entries,
  token: nullable(string()),
});

const PREFIXES = { authtoken: 'tfa', api_key: 'tfk' } as const;

/** A credential that was just made, and its secret. */
export interface CreatedCredential {
  readonly row: CredentialRow;
  readonly token: string | null;
}

/** Shows a credential that was just made. */
export function describeCreated({ row, token }: CreatedCredential) {
  return { ...describeCredential(row), token };
}

/**
 * Makes a credential for an owner, who may not be changed ever after.
 *
 * @throws DirectoryError `EXPIRY_INVALID`, `LIMIT_REACHED`, `PUBLIC_KEY_INVALID`, `KEY_UNPROVEN`, `KEY_EXISTS`
 */
export async function createOwnedCredential(
  call: Call,
  locked: LockedAccount,
  { owner, ...input }: NewCredential & { readonly owner: Owner },
): Promise<CreatedCredential> {
  const { tx, accountId } = locked;
  const { type, description, metadata, paths = null } = input;
  const known = await knownBy(call, locked, input);
  const expiresAt = await resolveExpiry(tx, call, input.expiresAt);
  await requireCredentialQuota(locked, { owner, type });

  const { userId, serviceUserId = '', onBehalfOf } = callerOf(call);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('credentials')
    .values({
      ...known.values,
      account_id: accountId,
      type,
      [owner.column]: owner.id,
      paths,
      expires_at: expiresAt,
      description,
      metadata,
      // What is made with a credential that an administrator made is the administrator's, too.
      created_by: onBehalfOf ?? userId ?? serviceUserId,
    })
    .onConflict((conflict) => conflict.columns(['fingerprint', 'account_id']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new DirectoryError('KEY_EXISTS');
  const made = await selectCredentials(tx)
    .where('c.id', '=', known.values.id)
    .executeTakeFirstOrThrow();
  const object = { ...credentialObject(made), paths: made.paths };
  await recordEvent(tx, call, { type: 'credential_created', object });
  return { row: made, token: known.token };
}

// What a credential is found and known by, and what of that is shown once.
async function knownBy(call: Call, { tx, accountId }: LockedAccount, input: NewCredential) {
  const { type, publicKey = '', challenge = '', signature = '' } = input;
  if (type !== 'ssh_key') {
    const prefix = PREFIXES[type];
    const { id, token } = makeToken(prefix);
    return { values: { id: `${prefix}_${id}`, secret_hash: secretHash(token) }, token };
  }
  const key = parsePublicKey(publicKey);
  if ('problem' in key) {
    throw new DirectoryError('PUBLIC_KEY_INVALID', { problems: [`publicKey ${key.problem}`] });
  }
  await requireKeyProof(tx, call, { publicKey: key, accountId, challenge, signature });
  const { line, fingerprint } = key;
  return { values: { id: newId('tfs'), public_key: line, fingerprint }, token: null };
}

const MAX_DESCRIPTION_BYTES = 255;
const MAX_METADATA_BYTES = 4096;
const MAX_PATHS = 50;
const MAX_PATH_LENGTH = 200;
// As long as the longest line that a key of 8192 bits makes, and more.
const MAX_KEY_LENGTH = 16_384;
const MAX_SIGNATURE_LENGTH = 16_384;

/** What an owner calls a credential. A secret that is pasted there would be shown for ever. */
export const description = pipe(
  singleLineText(MAX_DESCRIPTION_BYTES),
  check((value) => Buffer.byteLength(value) <= MAX_DESCRIPTION_BYTES && !containsToken(value)),
);

/** Whatever the owner's programs keep with a credential, such as JSON. */
export const metadata = pipe(
  string(),
  maxLength(MAX_METADATA_BYTES),
  check((value) => Buffer.byteLength(value) <= MAX_METADATA_BYTES && !containsToken(value)),
  // The database has no text with NUL in it, nor half a pair.
  check((value) => !/[\0\p{Cs}]/u.test(value)),
);

/** Where an authtoken counts: as behind `paths=` in BEARER_TOKENS. */
export const paths = pipe(
  array(pipe(boundedText(MAX_PATH_LENGTH), check(isPathLimit))),
  minLength(1),
  maxLength(MAX_PATHS),
);

const COMMON = {
  description: optional(description, ''),
  metadata: optional(metadata, ''),
  expiresAt: optional(timestampInput),
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
      publicKey: boundedText(MAX_KEY_LENGTH),
      challenge: boundedText(200),
      signature: boundedText(MAX_SIGNATURE_LENGTH),
    }),
  ]);
}

/** A new credential, as it was asked for. */
interface NewCredential {
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

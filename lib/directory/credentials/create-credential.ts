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
import { type Call, callerOf } from '../call';
import { newId, secretHash } from '../crypto/ids';
import { readOne, writeOr } from '../database/database';
import type { CredentialType } from '../database/tables';
import { DirectoryError } from '../errors';
import { boundedText, id, singleLineText, timestampInput } from '../schemas';
import { parsePublicKey } from '../ssh/public-key';
import { requireKeyProof } from '../ssh/require-key-proof';
import {
  type CredentialRow,
  credential,
  credentialObject,
  describeCredential,
  selectCredentials,
} from './credential';
import { requireCredentialQuota, resolveExpiry } from './credential-limits';
import { checkOwner, type Owner } from './credential-owner';
import { prepareOwnerNotice } from './notify-owner';

/** A new credential with its secret, which is shown once. An SSH key has no secret. */
export const createdCredential = strictObject({
  ...credential.entries,
  token: nullable(string()),
});

const PREFIXES = { authtoken: 'tfa', api_key: 'tfk', scim_token: 'tfp' } as const;

/** A new credential and its secret. */
export interface CreatedCredential {
  readonly row: CredentialRow;
  readonly token: string | null;
}

/** Returns a new credential as its creator sees it. */
export function describeCreated({ row, token }: CreatedCredential) {
  return { ...describeCredential(row), token };
}

/**
 * Creates a credential for an owner, who cannot be changed later.
 *
 * @returns a function that notifies the owner after the commit, and returns the credential.
 * @throws DirectoryError `OWNER_INVALID`, `EXPIRY_INVALID`, `LIMIT_REACHED`, `PUBLIC_KEY_INVALID`, `KEY_UNPROVEN`,
 *   `KEY_EXISTS`
 */
export async function createOwnedCredential(
  call: Call,
  locked: LockedAccount,
  { owner, ...input }: NewCredential & { readonly owner: Owner },
): Promise<() => Promise<CreatedCredential>> {
  const { tx, accountId } = locked;
  const { type, description, metadata, paths = null } = input;
  const name = checkOwner(locked, owner);
  const known = newIdentifier(call, locked, input);
  const expiresAt = resolveExpiry(tx, call, input.expiresAt);
  requireCredentialQuota(locked, { owner, type });
  const ownerName = await name();

  const { userId, serviceUserId = '', onBehalfOf } = callerOf(call);
  const insert = tx
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
      // If an administrator created the caller's credential, the administrator is this credential's creator
      // too.
      created_by: onBehalfOf ?? userId ?? serviceUserId,
    })
    .onConflict((conflict) => conflict.columns(['fingerprint', 'account_id']).doNothing());
  writeOr(tx, insert, new DirectoryError('KEY_EXISTS'));
  const { id, fingerprint = null } = known.values;
  const made = { id, type, ...ownerIds(owner), ownerName, description, fingerprint, expiresAt };
  const object = { ...credentialObject(made), paths };
  await recordEvent(tx, call, { type: 'credential_created', object });
  const row = readOne(tx, selectCredentials(tx).where('c.id', '=', id));
  const notify = prepareOwnerNotice(call, tx, made);
  return async () => {
    await notify('created');
    return { row: await row(), token: known.token };
  };
}

function ownerIds({ column, id }: Owner) {
  const isMember = column === 'membership_id';
  return { membershipId: isMember ? id : null, serviceUserId: isMember ? null : id };
}

interface Identifier {
  readonly values: {
    readonly id: string;
    readonly secret_hash?: Buffer;
    readonly public_key?: string;
    readonly fingerprint?: string;
  };
  /** Shown once. */
  readonly token: string | null;
}

// Returns the columns that identify the new credential. The proof of an SSH key is sent with the next
// statement.
function newIdentifier(
  call: Call,
  { tx, accountId }: LockedAccount,
  input: NewCredential,
): Identifier {
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
  requireKeyProof(tx, call, { publicKey: key, accountId, challenge, signature });
  const { line, fingerprint } = key;
  return { values: { id: newId('tfs'), public_key: line, fingerprint }, token: null };
}

const MAX_DESCRIPTION_BYTES = 255;
const MAX_METADATA_BYTES = 4096;
const MAX_PATHS = 50;
const MAX_PATH_LENGTH = 200;
// Longer than the line of an RSA key of 8192 bits.
const MAX_KEY_LENGTH = 16_384;
const MAX_SIGNATURE_LENGTH = 16_384;

/** The owner's description of a credential. A token is refused, since the description is shown in lists. */
export const description = pipe(
  singleLineText(MAX_DESCRIPTION_BYTES),
  check((value) => Buffer.byteLength(value) <= MAX_DESCRIPTION_BYTES && !containsToken(value)),
);

/** Data that the owner's programs store with a credential, such as JSON. */
export const metadata = pipe(
  string(),
  maxLength(MAX_METADATA_BYTES),
  check((value) => Buffer.byteLength(value) <= MAX_METADATA_BYTES && !containsToken(value)),
  // The database cannot store NUL or a lone surrogate in a text.
  check((value) => !/[\0\p{Cs}]/u.test(value)),
);

/** The paths that an authtoken is valid for, as in `paths=` of BEARER_TOKENS. */
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

/** Returns the schema of a new credential, by type. `more` has further entries. */
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

/**
 * The schema of a new SCIM token. It manages the account's members, so an administrator creates it, and its owner is a
 * service user, which does not leave.
 */
export const newScimToken = strictObject({
  owner: strictObject({ serviceUser: id }),
  ...COMMON,
  type: literal('scim_token'),
});

/** The input of a new credential. */
interface NewCredential {
  readonly type: CredentialType;
  readonly description: string;
  readonly metadata: string;
  readonly expiresAt?: Date | undefined;
  readonly paths?: string[] | undefined;
  readonly publicKey?: string | undefined;
  /** Of an SSH key: a challenge of `token/ssh` and the key's signature of it. */
  readonly challenge?: string | undefined;
  readonly signature?: string | undefined;
}

import { nullable, strictObject, string } from 'valibot';
import { callerOf } from '../../identity/identity';
import { makeToken } from '../../tokens/token-format';
import type { HeldAccount } from '../accounts/account-transaction';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { newId, secretHash } from '../crypto/ids';
import { DirectoryError } from '../errors';
import { proveKey } from '../ssh/prove-key';
import { readPublicKey } from '../ssh/public-key';
import {
  type CredentialRow,
  credential,
  credentialObject,
  describeCredential,
  selectCredentials,
} from './credential';
import { readExpiry } from './credential-expiry';
import type { Owner } from './credential-owner';
import type { NewCredential } from './new-credential';
import { mustHaveRoom } from './require-quota';

/** A credential that was just made, with its secret: shown this once. An SSH key has none. */
export const createdCredential = strictObject({
  ...credential.entries,
  token: nullable(string()),
});

const PREFIXES = { authtoken: 'tfa', api_key: 'tfk' } as const;

/** A credential that was just made, and its secret. */
export interface MadeCredential {
  readonly row: CredentialRow;
  readonly token: string | null;
}

/** Shows a credential that was just made. */
export function describeCreated({ row, token }: MadeCredential) {
  return { ...describeCredential(row), token };
}

/**
 * Makes a credential for an owner, who may not be changed ever after.
 *
 * @throws DirectoryError `EXPIRY_INVALID`, `LIMIT_REACHED`, `PUBLIC_KEY_INVALID`, `KEY_UNPROVEN`, `KEY_EXISTS`
 */
export async function makeCredential(
  call: Call,
  held: HeldAccount,
  { owner, ...input }: NewCredential & { readonly owner: Owner },
): Promise<MadeCredential> {
  const { tx, accountId } = held;
  const { type, description, metadata, paths = null } = input;
  const known = await knownBy(call, held, input);
  const expiresAt = await readExpiry(tx, call, input.expiresAt);
  await mustHaveRoom(held, { owner, type });

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
async function knownBy(call: Call, { tx, accountId }: HeldAccount, input: NewCredential) {
  const { type, publicKey = '', challenge = '', signature = '' } = input;
  if (type !== 'ssh_key') {
    const prefix = PREFIXES[type];
    const { id, token } = makeToken(prefix);
    return { values: { id: `${prefix}_${id}`, secret_hash: secretHash(token) }, token };
  }
  const key = readPublicKey(publicKey);
  if ('problem' in key) {
    throw new DirectoryError('PUBLIC_KEY_INVALID', { problems: [`publicKey ${key.problem}`] });
  }
  await proveKey(tx, call, { publicKey: key, accountId, challenge, signature });
  const { line, fingerprint } = key;
  return { values: { id: newId('tfs'), public_key: line, fingerprint }, token: null };
}

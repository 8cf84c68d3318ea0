import type { HeldAccount } from '../accounts/account-transaction';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { type CredentialRow, credentialObject } from './credential';

/** Deletes a credential, and the short tokens that were issued for it. */
export async function removeCredential(
  call: Call,
  { tx }: HeldAccount,
  found: CredentialRow,
): Promise<void> {
  await tx.deleteFrom('credentials').where('id', '=', found.id).execute();
  await recordEvent(tx, call, { type: 'credential_deleted', object: credentialObject(found) });
}

import { sql } from 'kysely';
import type { HeldAccount } from '../accounts/account-transaction';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { DirectoryError } from '../errors';
import { type CredentialRow, credentialObject, selectCredentials } from './credential';
import { readExpiry } from './credential-expiry';

/** What is to be changed of a credential; what is not given stays. */
export interface CredentialChanges {
  readonly description?: string | undefined;
  readonly metadata?: string | undefined;
  readonly paths?: string[] | null | undefined;
  readonly expiresAt?: Date | null | undefined;
}

/**
 * Changes a credential.
 *
 * @returns it, as it is now.
 * @throws DirectoryError `INPUT_INVALID` for paths of what has none, `EXPIRY_INVALID`
 */
export async function changeCredential(
  call: Call,
  { tx }: HeldAccount,
  { found, ...given }: CredentialChanges & { readonly found: CredentialRow },
): Promise<CredentialRow> {
  const { expiresAt, ...changes } = given;
  if (changes.paths !== undefined && found.type !== 'authtoken') {
    throw new DirectoryError('INPUT_INVALID', { problems: ['paths is for authtokens alone'] });
  }
  const changed = Object.entries(given).filter(([, value]) => value !== undefined);
  if (changed.length === 0) return found;
  const expiry =
    expiresAt === undefined ? {} : { expires_at: await readExpiry(tx, call, expiresAt) };
  await tx
    .updateTable('credentials')
    .set({ ...changes, ...expiry })
    .where('id', '=', found.id)
    .execute();
  if (expiry.expires_at !== undefined) await capShortTokens(tx, found.id, expiry.expires_at);

  const updated = await selectCredentials(tx)
    .where('c.id', '=', found.id)
    .executeTakeFirstOrThrow();
  const paths = changes.paths === undefined ? {} : { paths: updated.paths };
  const names = changed.map(([name]) => name);
  const object = { ...credentialObject(updated), ...paths, changed: names };
  await recordEvent(tx, call, { type: 'credential_updated', object });
  return updated;
}

// No token that was issued for a key counts for longer than the key.
async function capShortTokens(tx: HeldAccount['tx'], id: string, expiry: Date | null) {
  await tx
    .updateTable('credentials')
    .set({ expires_at: sql<Date>`least(expires_at, ${expiry}::timestamptz)` })
    .where('issued_by', '=', id)
    .execute();
}

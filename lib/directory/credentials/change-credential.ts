import { sql } from 'kysely';
import { makeToken, type TokenPrefix } from '../../tokens/token-format';
import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { secretHash } from '../crypto/ids';
import { DirectoryError } from '../errors';
import { type CredentialRow, credentialObject, selectCredentials } from './credential';
import { requireShorterExpiry, resolveExpiry } from './credential-expiry';
import type { Owner } from './credential-owner';

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
  { tx }: LockedAccount,
  { found, ...given }: CredentialChanges & { readonly found: CredentialRow },
): Promise<CredentialRow> {
  const { expiresAt, ...changes } = given;
  if (changes.paths !== undefined && found.type !== 'authtoken') {
    throw new DirectoryError('INPUT_INVALID', { problems: ['paths is for authtokens alone'] });
  }
  const changed = Object.entries(given).filter(([, value]) => value !== undefined);
  if (changed.length === 0) return found;
  const expiry =
    expiresAt === undefined ? {} : { expires_at: await resolveExpiry(tx, call, expiresAt) };
  await tx
    .updateTable('credentials')
    .set({ ...changes, ...expiry })
    .where('id', '=', found.id)
    .execute();
  if (expiry.expires_at !== undefined) await capSshAccessTokens(tx, found.id, expiry.expires_at);

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
async function capSshAccessTokens(tx: LockedAccount['tx'], id: string, expiry: Date | null) {
  await tx
    .updateTable('credentials')
    .set({ expires_at: sql<Date>`least(expires_at, ${expiry}::timestamptz)` })
    .where('issued_by', '=', id)
    .execute();
}

/** How a credential is rotated. */
interface Rotation {
  readonly found: CredentialRow;
  /** For how long the secret from before works beside the new one. */
  readonly gracePeriodSeconds: number;
  /** Which one that is, if two work now. */
  readonly keep?: 'current' | 'previous' | undefined;
}

/**
 * Gives a credential a new secret under the same id. The one that it had works until the overlap is over. If an
 * earlier one still works, the caller says which of the two is kept: the answer of the last rotation may have
 * been lost, and the earlier one be what is deployed. Without an overlap, both end at once.
 *
 * @throws DirectoryError `ROTATION_UNDERWAY` if two secrets work and the caller does not say which one to keep.
 * @throws DirectoryError `INPUT_INVALID` for an SSH key, `EXPIRY_INVALID` where the credential has expired
 * or counts for longer than what the caller has presented.
 */
export async function rotateSecret(
  call: Call,
  { tx }: LockedAccount,
  { found, gracePeriodSeconds, keep }: Rotation,
): Promise<{ readonly row: CredentialRow; readonly token: string }> {
  if (found.type === 'ssh_key') {
    throw new DirectoryError('INPUT_INVALID', { problems: ['id is of an SSH key: add another'] });
  }
  if (found.isExpired) throw new DirectoryError('EXPIRY_INVALID');
  requireShorterExpiry(call, found.expiresAt);
  const hasTwo = found.gracePeriodEndsAt !== null && gracePeriodSeconds > 0;
  if (hasTwo && keep === undefined) throw new DirectoryError('ROTATION_UNDERWAY');

  const [prefix, id] = found.id.split('_');
  const { token } = makeToken(prefix as TokenPrefix, id);
  const overlap = sql`make_interval(secs => ${gracePeriodSeconds})`;
  await tx
    .updateTable('credentials')
    .set({
      secret_hash: secretHash(token),
      ...(hasTwo && keep === 'previous'
        ? { previous_expires_at: sql<Date>`least(previous_expires_at, now() + ${overlap})` }
        : {
            previous_secret_hash: sql<Buffer>`secret_hash`,
            previous_expires_at: sql<Date>`now() + ${overlap}`,
          }),
    })
    .where('id', '=', found.id)
    .execute();
  const row = await selectCredentials(tx).where('c.id', '=', found.id).executeTakeFirstOrThrow();
  const object = { ...credentialObject(row), gracePeriodSeconds };
  await recordEvent(tx, call, { type: 'credential_rotated', object });
  return { row, token };
}

/** Deletes a credential, and the short tokens that were issued for it. */
export async function removeCredential(
  call: Call,
  { tx }: LockedAccount,
  found: CredentialRow,
): Promise<void> {
  await tx.deleteFrom('credentials').where('id', '=', found.id).execute();
  await recordEvent(tx, call, { type: 'credential_deleted', object: credentialObject(found) });
}

/**
 * A credential that somebody wants to change, locked for it.
 *
 * @param wanted - its owner too, where only the owner may.
 * @throws DirectoryError `NOT_FOUND`, also for those of others and the short tokens of SSH keys.
 */
export async function lockCredential(
  { tx, accountId }: LockedAccount,
  { id, owner }: { readonly id: string; readonly owner?: Owner },
): Promise<CredentialRow> {
  let query = selectCredentials(tx).where('c.account_id', '=', accountId).where('c.id', '=', id);
  if (owner !== undefined) query = query.where(`c.${owner.column}`, '=', owner.id);
  const found = await query.forUpdate('c').executeTakeFirst();
  if (found === undefined) throw new DirectoryError('NOT_FOUND');
  return found;
}

/** Returns whether changes let a credential be used at more paths, or for longer, than it can be now. */
export function isWider(found: CredentialRow, { paths, expiresAt }: CredentialChanges): boolean {
  return hasMorePaths(found.paths, paths) || endsLater(found.expiresAt, expiresAt);
}

function hasMorePaths(now: readonly string[] | null, wanted: CredentialChanges['paths']): boolean {
  if (now === null || wanted === undefined) return false;
  if (wanted === null) return true;
  return wanted.some((path) => !now.some((limit) => holds(limit, path)));
}

// `/hooks/*` holds `/hooks/a` and `/hooks/a/*`, as well as itself.
function holds(limit: string, path: string): boolean {
  if (limit === path) return true;
  const folder = limit.slice(0, -1);
  return limit.endsWith('/*') && path.startsWith(folder) && path.length > folder.length;
}

function endsLater(now: Date | null, wanted: CredentialChanges['expiresAt']): boolean {
  if (now === null || wanted === undefined) return false;
  return wanted === null || wanted > now;
}

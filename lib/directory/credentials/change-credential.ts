import { sql } from 'kysely';
import { makeToken, type TokenPrefix } from '../../tokens/token-format';
import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { secretHash } from '../crypto/ids';
import { type Answer, check, readOne, write } from '../database/database';
import { DirectoryError } from '../errors';
import { type CredentialRow, credentialObject, selectCredentials } from './credential';
import { requireShorterExpiry, resolveExpiry } from './credential-limits';
import type { Owner } from './credential-owner';

/** Changes of a credential. Missing properties stay as they are. */
export interface CredentialChanges {
  readonly description?: string | undefined;
  readonly metadata?: string | undefined;
  readonly paths?: string[] | null | undefined;
  readonly expiresAt?: Date | null | undefined;
}

/**
 * Changes a credential.
 *
 * @returns the changed credential, which can be read after the commit.
 * @throws DirectoryError `INPUT_INVALID` for paths of another type than an authtoken, `EXPIRY_INVALID`
 */
export async function changeCredential(
  call: Call,
  { tx }: LockedAccount,
  { found, ...given }: CredentialChanges & { readonly found: CredentialRow },
): Promise<Answer<CredentialRow>> {
  const { expiresAt, ...changes } = given;
  if (changes.paths !== undefined && found.type !== 'authtoken') {
    throw new DirectoryError('INPUT_INVALID', {
      problems: ['paths must not be set: only authtokens have paths'],
    });
  }
  const changed = Object.entries(given).filter(([, value]) => value !== undefined);
  if (changed.length === 0) return async () => found;
  const expiry = expiresAt === undefined ? {} : { expires_at: resolveExpiry(tx, call, expiresAt) };
  const update = tx
    .updateTable('credentials')
    .set({ ...changes, ...expiry })
    .where('id', '=', found.id);
  await write(tx, update);
  if (expiry.expires_at !== undefined) await capSshAccessTokens(tx, found.id, expiry.expires_at);

  const paths = changes.paths === undefined ? {} : { paths: changes.paths };
  const names = changed.map(([name]) => name);
  const { description = found.description } = changes;
  const { expires_at: endsAt = found.expiresAt } = expiry;
  const recorded = credentialObject({ ...found, description, expiresAt: endsAt });
  const object = { ...recorded, ...paths, changed: names };
  await recordEvent(tx, call, { type: 'credential_updated', object });
  return readOne(tx, selectCredentials(tx).where('c.id', '=', found.id));
}

// An SSH access token must not outlive its key.
async function capSshAccessTokens(tx: LockedAccount['tx'], id: string, expiry: Date | null) {
  const capped = sql<Date>`least(expires_at, ${expiry}::timestamptz)`;
  await write(
    tx,
    tx.updateTable('credentials').set({ expires_at: capped }).where('issued_by', '=', id),
  );
}

/** The input of a rotation. */
interface Rotation {
  readonly found: CredentialRow;
  /** The time in which the previous secret stays valid in addition to the new secret. */
  readonly gracePeriodSeconds: number;
  /** The secret to keep if two are valid now. */
  readonly keep?: 'current' | 'previous' | undefined;
}

/**
 * Rotates the secret of a credential under the same id. The current secret stays valid during the grace
 * period. If an earlier secret is still valid, the caller must choose which of the two to keep, since the
 * response of the last rotation may have been lost and the earlier secret may be deployed. Without a grace
 * period, both end at once.
 *
 * @throws DirectoryError `ROTATION_UNDERWAY` if two secrets are valid and the caller chooses neither.
 * @throws DirectoryError `INPUT_INVALID` for an SSH key. `EXPIRY_INVALID` if the credential has expired or
 *   outlives the caller's credential.
 */
export async function rotateSecret(
  call: Call,
  { tx }: LockedAccount,
  { found, gracePeriodSeconds, keep }: Rotation,
): Promise<{ readonly row: Answer<CredentialRow>; readonly token: string }> {
  if (found.type === 'ssh_key') {
    throw new DirectoryError('INPUT_INVALID', {
      problems: ['id must not be that of an SSH key: add a new key instead'],
    });
  }
  if (found.isExpired) throw new DirectoryError('EXPIRY_INVALID');
  requireShorterExpiry(call, found.expiresAt);
  const hasTwo = found.gracePeriodEndsAt !== null && gracePeriodSeconds > 0;
  if (hasTwo && keep === undefined) throw new DirectoryError('ROTATION_UNDERWAY');

  const [prefix, id] = found.id.split('_');
  const { token } = makeToken(prefix as TokenPrefix, id);
  const overlap = sql`make_interval(secs => ${gracePeriodSeconds})`;
  const update = tx
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
    .where('id', '=', found.id);
  await write(tx, update);
  const object = { ...credentialObject(found), gracePeriodSeconds };
  await recordEvent(tx, call, { type: 'credential_rotated', object });
  return { row: readOne(tx, selectCredentials(tx).where('c.id', '=', found.id)), token };
}

/** Deletes a credential and its SSH access tokens. */
export async function removeCredential(
  call: Call,
  { tx }: LockedAccount,
  found: CredentialRow,
): Promise<void> {
  await write(tx, tx.deleteFrom('credentials').where('id', '=', found.id));
  await recordEvent(tx, call, { type: 'credential_deleted', object: credentialObject(found) });
}

/**
 * Locks a credential for a change.
 *
 * @param wanted - the id, and the owner if only the owner may change it.
 * @throws DirectoryError `NOT_FOUND`, also for credentials of other owners and for SSH access tokens.
 */
export function lockCredential(
  { tx, accountId }: LockedAccount,
  { id, owner }: { readonly id: string; readonly owner?: Owner },
): Answer<CredentialRow> {
  let query = selectCredentials(tx).where('c.account_id', '=', accountId).where('c.id', '=', id);
  if (owner !== undefined) query = query.where(`c.${owner.column}`, '=', owner.id);
  return check(tx, query.forUpdate('c'), ([found]) => {
    if (found === undefined) throw new DirectoryError('NOT_FOUND');
    return found;
  });
}

/**
 * Requires that the owner may change a credential, since the owner of a SCIM token would get an administrator's powers.
 *
 * @throws DirectoryError `FORBIDDEN`
 */
export function requireOwnersCredential({ type }: Pick<CredentialRow, 'type'>): void {
  if (type === 'scim_token') throw new DirectoryError('FORBIDDEN');
}

/** Returns whether changes make a credential valid for more paths or for a longer time. */
export function isWider(found: CredentialRow, { paths, expiresAt }: CredentialChanges): boolean {
  return hasMorePaths(found.paths, paths) || endsLater(found.expiresAt, expiresAt);
}

function hasMorePaths(now: readonly string[] | null, wanted: CredentialChanges['paths']): boolean {
  if (now === null || wanted === undefined) return false;
  if (wanted === null) return true;
  return wanted.some((path) => !now.some((limit) => covers(limit, path)));
}

// `/hooks/*` covers `/hooks/a`, `/hooks/a/*` and itself.
function covers(limit: string, path: string): boolean {
  if (limit === path) return true;
  const folder = limit.slice(0, -1);
  return limit.endsWith('/*') && path.startsWith(folder) && path.length > folder.length;
}

function endsLater(now: Date | null, wanted: CredentialChanges['expiresAt']): boolean {
  if (now === null || wanted === undefined) return false;
  return wanted === null || wanted > now;
}

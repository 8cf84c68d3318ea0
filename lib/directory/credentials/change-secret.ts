import { sql } from 'kysely';
import { makeToken, type TokenPrefix } from '../../tokens/token-format';
import type { HeldAccount } from '../accounts/account-transaction';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { secretHash } from '../crypto/ids';
import { DirectoryError } from '../errors';
import { type CredentialRow, credentialObject, selectCredentials } from './credential';
import { mustNotOutlive } from './credential-expiry';

/** How a credential is rotated. */
export interface Rotation {
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
export async function changeSecret(
  call: Call,
  { tx }: HeldAccount,
  { found, gracePeriodSeconds, keep }: Rotation,
): Promise<{ readonly row: CredentialRow; readonly token: string }> {
  if (found.type === 'ssh_key') {
    throw new DirectoryError('INPUT_INVALID', { problems: ['id is of an SSH key: add another'] });
  }
  if (found.isExpired) throw new DirectoryError('EXPIRY_INVALID');
  mustNotOutlive(call, found.expiresAt);
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

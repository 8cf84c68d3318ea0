import { sql } from 'kysely';
import { addMember } from '../accounts/members';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { secretHash } from '../crypto/ids';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';
import { invitationObject } from './invitations';

/** A user who accepts an invitation. */
interface Invitee {
  readonly token: string;
  readonly user: { readonly id: string; readonly email: string; readonly emailKey: string };
}

/**
 * Consumes an invitation and adds the user to its account. Of several concurrent calls, one succeeds.
 *
 * @returns the account's id.
 * @throws DirectoryError `LINK_INVALID`, `EMAIL_MISMATCH` or `MEMBER_EXISTS`. Then the invitation stays
 *   valid.
 */
export async function consumeInvitation(
  tx: Database,
  call: Call,
  { token, user }: Invitee,
): Promise<string> {
  const found = await tx
    .deleteFrom('invitations')
    .where('secret_hash', '=', secretHash(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('LINK_INVALID');
  if (found.email_key !== user.emailKey) throw new DirectoryError('EMAIL_MISMATCH');

  const accountId = found.account_id;
  await recordEvent(tx, call, {
    type: 'invitation_accepted',
    accountId,
    principal: { id: user.id, name: user.email },
    object: { ...invitationObject(found), invitedBy: found.invited_by },
  });
  await addMember(tx, call, { accountId, user, roles: found });
  return accountId;
}

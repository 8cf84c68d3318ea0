import { sql } from 'kysely';
import { addMember } from '../accounts/members';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { secretHash } from '../crypto/ids';
import { type Answer, check, type Tx } from '../database/database';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import type { User } from '../users/create-user';
import { invitationObject } from './invitations';

/**
 * Consumes an invitation. Of several concurrent calls, one succeeds.
 *
 * @throws DirectoryError `LINK_INVALID`
 */
export function consumeInvitation(tx: Tx, token: string): Answer<Row<'invitations'>> {
  const use = tx
    .deleteFrom('invitations')
    .where('secret_hash', '=', secretHash(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll();
  return check(tx, use, ([found]) => {
    if (found === undefined) throw new DirectoryError('LINK_INVALID');
    return found;
  });
}

/**
 * Consumes an invitation for the address of a user by its id.
 *
 * @throws DirectoryError `NOT_FOUND`, also for invitations of other addresses.
 */
export function consumeInvitationOf(
  tx: Tx,
  { userId, id }: { readonly userId: string; readonly id: string },
): Answer<Row<'invitations'>> {
  const use = tx
    .deleteFrom('invitations')
    .where('id', '=', id)
    .where('email_key', '=', (the) =>
      the.selectFrom('users').select('email_key').where('users.id', '=', userId),
    )
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll();
  return check(tx, use, ([found]) => {
    if (found === undefined) throw new DirectoryError('NOT_FOUND');
    return found;
  });
}

/**
 * Adds the user of a consumed invitation to its account.
 *
 * @returns the account's id.
 * @throws DirectoryError `EMAIL_MISMATCH` or `MEMBER_EXISTS`. Then the invitation stays valid.
 */
export async function joinAccount(
  tx: Tx,
  call: Call,
  { found, user }: { readonly found: Row<'invitations'>; readonly user: User },
): Promise<string> {
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

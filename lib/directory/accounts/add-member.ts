import type { Roles } from '../../identity/roles';
import { type EventSource, recordEvent } from '../audit-log/record-event';
import { newId } from '../crypto/ids';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';
import { memberObject, rolesOf } from './members';

/** Who joins which account, and as what. */
export interface NewMember {
  readonly accountId: string;
  readonly user: { readonly id: string; readonly email: string };
  readonly roles: Roles;
}

/**
 * Makes a user a member of an account.
 *
 * @throws DirectoryError `MEMBER_EXISTS`
 */
export async function addMember(
  tx: Database,
  call: EventSource,
  { accountId, user, roles }: NewMember,
): Promise<void> {
  const id = newId('mbr');
  const given = rolesOf(roles);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('memberships')
    .values({ id, account_id: accountId, user_id: user.id, ...given })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new DirectoryError('MEMBER_EXISTS');
  await recordEvent(tx, call, {
    type: 'membership_created',
    accountId,
    principal: { id: user.id, name: user.email },
    object: { ...memberObject({ id, userId: user.id, email: user.email }), roles: given },
  });
}

import { boolean, type InferOutput, nullable, strictObject, string } from 'valibot';
import type { DeveloperLevel, Roles, TeamLevel } from '../../identity/roles';
import { type EventSource, recordEvent } from '../audit-log/record-event';
import { newId } from '../crypto/ids';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';
import { id, roles, timestamp } from '../schemas';
import type { LockedAccount } from './account-transaction';

/** A member of an account, as the other members see them. */
export const member = strictObject({
  id,
  user: strictObject({ id, email: string(), name: string() }),
  roles,
  active: boolean(),
  /** Whether the user has a second factor; null for callers who do not manage members. */
  mfaEnabled: nullable(boolean()),
  createdAt: timestamp,
});

export interface MemberRow {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly developer: DeveloperLevel;
  readonly team: TeamLevel;
  readonly administrator: boolean;
  readonly active: boolean;
  readonly mfaEnabled: boolean;
  readonly createdAt: Date;
}

/** Memberships `m` with their users `u`. */
export function selectMembers(database: Database) {
  return database
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select((the) => [
      'm.id',
      'm.user_id as userId',
      'u.email',
      'u.name',
      'm.developer',
      'm.team',
      'm.administrator',
      'm.active',
      the('u.totp_confirmed_at', 'is not', null).$castTo<boolean>().as('mfaEnabled'),
      'm.created_at as createdAt',
    ]);
}

/** What a membership lets its user do. */
export function rolesOf({ developer, team, administrator }: Roles): Roles {
  return { developer, team, administrator };
}

/** A member for those who manage members. */
export function describeMember(row: MemberRow): InferOutput<typeof member> {
  const { userId, email, name, active, mfaEnabled, createdAt } = row;
  return {
    id: row.id,
    user: { id: userId, email, name },
    roles: rolesOf(row),
    active,
    mfaEnabled,
    createdAt: createdAt.toISOString(),
  };
}

/** A member as the log of events keeps them. */
export function memberObject(row: Pick<MemberRow, 'id' | 'userId' | 'email'>) {
  return { type: 'membership', id: row.id, userId: row.userId, email: row.email };
}

/**
 * The member that somebody wants to change, locked: nobody makes credentials for them meanwhile.
 *
 * @throws DirectoryError `NOT_FOUND`, also for members of other accounts; `ADMINISTRATORS_ONLY` where it
 * is an administrator and the caller is none.
 */
export async function lockMember(
  { tx, accountId, roles }: LockedAccount,
  id: string,
): Promise<MemberRow> {
  const found = await selectMembers(tx)
    .where('m.account_id', '=', accountId)
    .where('m.id', '=', id)
    .forUpdate('m')
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('NOT_FOUND');
  if (found.administrator && !roles.administrator) throw new DirectoryError('ADMINISTRATORS_ONLY');
  return found;
}

/**
 * Makes sure that an account can do without one of its administrators. Only inside of `withAccountLock`, which
 * keeps others from leaving meanwhile.
 *
 * @throws DirectoryError `LAST_ADMINISTRATOR`
 */
export async function requireAnotherAdministrator(
  { tx, accountId }: LockedAccount,
  { id, administrator, active }: Pick<MemberRow, 'id' | 'administrator' | 'active'>,
): Promise<void> {
  if (!administrator || !active) return;
  const other = await tx
    .selectFrom('memberships')
    .select('id')
    .where('account_id', '=', accountId)
    .where('administrator', '=', true)
    .where('active', '=', true)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (other === undefined) throw new DirectoryError('LAST_ADMINISTRATOR');
}

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

import { type RawBuilder, sql } from 'kysely';
import { boolean, type InferOutput, nullable, strictObject, string } from 'valibot';
import { type DeveloperLevel, hasRole, type Roles, type TeamLevel } from '../../identity/roles';
import { type EventSource, recordEvent } from '../audit-log/record-event';
import type { LookupService } from '../call';
import { newId } from '../crypto/ids';
import { type Answer, check, read, type Tx, writeOr } from '../database/database';
import { DirectoryError } from '../errors';
import { id, roles, timestamp } from '../schemas';
import { memberHasSecondFactor } from '../users/second-factors';
import type { LockedAccount } from './account-transaction';

/** A member of an account, as the other members see them. */
export const member = strictObject({
  id,
  user: strictObject({ id, email: string(), name: string() }),
  roles,
  active: boolean(),
  /** Whether the user has a second factor. Null for callers who do not manage members. */
  mfaEnabled: nullable(boolean()),
  /**
   * Whether the member can log in without the single sign-on that the account requires. Null for callers who do not manage
   * members.
   */
  breakGlass: nullable(boolean()),
  /** Whether the identity provider alone enables, disables and removes the member, by SCIM. */
  managed: boolean(),
  /**
   * The time of the last login to this account. Null if there was none, and for callers who do not manage
   * members.
   */
  lastLoginAt: nullable(timestamp),
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
  /** Whether an identity provider sends the member by SCIM. */
  readonly provided: boolean;
  readonly mfaEnabled: boolean;
  readonly breakGlass: boolean;
  readonly lastLoginAt: Date | null;
  readonly createdAt: Date;
}

/** Returns a query of memberships `m` with their users `u`. */
export function selectMembers({ database, rpId }: LookupService) {
  return database
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select([
      'm.id',
      'm.user_id as userId',
      'u.email',
      'u.name',
      'm.developer',
      'm.team',
      'm.administrator',
      'm.active',
      isProvided('m').as('provided'),
      memberHasSecondFactor({ rpId }, 'm').as('mfaEnabled'),
      'm.break_glass as breakGlass',
      'm.last_login_at as lastLoginAt',
      'm.created_at as createdAt',
    ]);
}

function isProvided(membership: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${membership}.${name}`);
  return sql<boolean>`(${column('managed')} and exists (
    select from public.accounts where id = ${column('account_id')} and provisioning = 'scim'))`;
}

// A provider never manages a break-glass member.
function isManaged({ provided, breakGlass }: Pick<MemberRow, 'provided' | 'breakGlass'>): boolean {
  return provided && !breakGlass;
}

/**
 * Requires that no identity provider manages a member, as it does while the account is provisioned by SCIM.
 *
 * @throws DirectoryError `MANAGED_BY_IDENTITY_PROVIDER`
 */
export function requireUnmanaged(row: Pick<MemberRow, 'provided' | 'breakGlass'>): void {
  if (isManaged(row)) throw new DirectoryError('MANAGED_BY_IDENTITY_PROVIDER');
}

/** Returns the roles of a membership. */
export function rolesOf({ developer, team, administrator }: Roles): Roles {
  return { developer, team, administrator };
}

/** Returns a member as callers who manage members see it. */
export function describeMember(row: MemberRow): InferOutput<typeof member> {
  const { userId, email, name, active, mfaEnabled, breakGlass, lastLoginAt, createdAt } = row;
  return {
    id: row.id,
    user: { id: userId, email, name },
    roles: rolesOf(row),
    active,
    mfaEnabled,
    breakGlass,
    managed: isManaged(row),
    lastLoginAt: lastLoginAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** Returns a member as a caller with these roles sees it. */
export function describeMemberFor(roles: Roles, row: MemberRow): InferOutput<typeof member> {
  const shown = describeMember(row);
  if (hasRole(roles, 'team:manager')) return shown;
  return { ...shown, mfaEnabled: null, breakGlass: null, lastLoginAt: null };
}

/** Returns a member as the audit log stores it. */
export function memberObject(row: Pick<MemberRow, 'id' | 'userId' | 'email'>) {
  return { type: 'membership', id: row.id, userId: row.userId, email: row.email };
}

/**
 * Locks a member for a change, so that no credential is created for the member in the meantime.
 *
 * @throws DirectoryError `NOT_FOUND`, also for members of other accounts. `ADMINISTRATORS_ONLY` if the member
 *   is an administrator and the caller is not.
 */
export function lockMember(
  { tx, rpId, accountId, roles }: LockedAccount,
  id: string,
): Answer<MemberRow> {
  const query = selectMembers({ database: tx, rpId })
    .where('m.account_id', '=', accountId)
    .where('m.id', '=', id);
  const locked = check(tx, query.forUpdate('m'), ([found]) => {
    if (found === undefined) throw new DirectoryError('NOT_FOUND');
    return found;
  });
  return async () => {
    const found = await locked();
    if (!found.administrator || (await roles()).administrator) return found;
    throw new DirectoryError('ADMINISTRATORS_ONLY');
  };
}

/**
 * Reads whether the account has another active administrator. Call it only inside `withAccountLock`, which
 * prevents concurrent removals.
 *
 * @returns a function that requires it if the member is an active administrator, and throws
 *   `LAST_ADMINISTRATOR`.
 */
export function readOtherAdministrator(
  { tx, accountId }: LockedAccount,
  id: string,
): (member: Pick<MemberRow, 'administrator' | 'active'>) => Promise<void> {
  const others = read(
    tx,
    tx
      .selectFrom('memberships')
      .select('id')
      .where('account_id', '=', accountId)
      .where('administrator', '=', true)
      .where('active', '=', true)
      .where('id', '!=', id)
      .limit(1),
  );
  return async ({ administrator, active }) => {
    if (!administrator || !active) return;
    if ((await others()).length === 0) throw new DirectoryError('LAST_ADMINISTRATOR');
  };
}

/** A user who joins an account, with their roles there. */
export interface NewMember {
  readonly accountId: string;
  readonly user: { readonly id: string; readonly email: string };
  readonly roles: Roles;
}

/**
 * Adds a user to an account.
 *
 * @throws DirectoryError `MEMBER_EXISTS`
 */
export async function addMember(
  tx: Tx,
  call: EventSource,
  { accountId, user, roles }: NewMember,
): Promise<void> {
  const id = newId('mbr');
  const given = rolesOf(roles);
  writeOr(
    tx,
    tx
      .insertInto('memberships')
      .values({ id, account_id: accountId, user_id: user.id, ...given })
      .onConflict((conflict) => conflict.doNothing()),
    new DirectoryError('MEMBER_EXISTS'),
  );
  await recordEvent(tx, call, {
    type: 'membership_created',
    accountId,
    principal: { id: user.id, name: user.email },
    object: { ...memberObject({ id, userId: user.id, email: user.email }), roles: given },
  });
}

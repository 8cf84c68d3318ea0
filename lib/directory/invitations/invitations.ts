import { sql } from 'kysely';
import { type InferOutput, nullable, strictObject, string } from 'valibot';
import { type DeveloperLevel, hasRole, type Roles, type TeamLevel } from '../../identity/roles';
import { rolesOf } from '../accounts/members';
import type { Call } from '../call';
import { callerOf } from '../call';
import { secretHash } from '../crypto/ids';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';
import { id, roles, timestamp } from '../schemas';

/** What stands for the inviter where nobody in the account is: the command line made the account. */
export const OPERATOR = 'operator';

/** An invitation, as those who invite see it. Never its secret. */
export const invitation = strictObject({
  id,
  email: string(),
  roles,
  /** The member who vouches for it; null for the first invitation of an account. */
  invitedBy: nullable(strictObject({ member: id, name: string(), email: string() })),
  createdAt: timestamp,
  expiresAt: timestamp,
});

export type InvitationItem = InferOutput<typeof invitation>;

export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly emailKey: string;
  readonly developer: DeveloperLevel;
  readonly team: TeamLevel;
  readonly administrator: boolean;
  readonly invitedBy: string;
  readonly inviterName: string | null;
  readonly inviterEmail: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Invitations `i` with the users `u` who made them. */
export function selectInvitations(database: Database) {
  return database
    .selectFrom('invitations as i')
    .leftJoin('memberships as m', 'm.id', 'i.invited_by')
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .select([
      'i.id',
      'i.email',
      'i.email_key as emailKey',
      'i.developer',
      'i.team',
      'i.administrator',
      'i.invited_by as invitedBy',
      'u.name as inviterName',
      'u.email as inviterEmail',
      'i.created_at as createdAt',
      'i.expires_at as expiresAt',
    ]);
}

export function describeInvitation(row: InvitationRow): InvitationItem {
  const { email, invitedBy, inviterName, inviterEmail, createdAt, expiresAt } = row;
  return {
    id: row.id,
    email,
    roles: rolesOf(row),
    invitedBy:
      inviterName === null || inviterEmail === null
        ? null
        : { member: invitedBy, name: inviterName, email: inviterEmail },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

/** An invitation as the log of events keeps it. */
export function invitationObject(
  row: Pick<InvitationRow, 'id' | 'email' | 'developer' | 'team' | 'administrator'>,
) {
  return { type: 'invitation', id: row.id, email: row.email, roles: rolesOf(row) };
}

/**
 * An invitation into an account, by its id.
 *
 * @throws DirectoryError `NOT_FOUND`, also for invitations into others.
 */
export async function findInvitation(
  database: Database,
  { accountId, id }: { readonly accountId: string; readonly id: string },
): Promise<InvitationRow> {
  const found = await selectInvitations(database)
    .where('i.account_id', '=', accountId)
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('NOT_FOUND');
  return found;
}

/**
 * The invitation that a link is for, with its account, for whoever holds the link.
 *
 * @throws DirectoryError `LINK_INVALID` where it was used, revoked, replaced or is too old.
 */
export async function findLiveInvitation(database: Database, token: string) {
  const found = await selectInvitations(database)
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .leftJoin('users as invited', 'invited.email_key', 'i.email_key')
    .select((the) => [
      'a.id as accountId',
      'a.name as accountName',
      'a.mfa_required as mfaRequired',
      the('invited.id', 'is not', null).$castTo<boolean>().as('hasUser'),
    ])
    .where('i.secret_hash', '=', secretHash(token))
    .where('i.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('LINK_INVALID');
  return found;
}

/**
 * Makes sure that the caller may end an invitation or replace its link: one's own, or as a team manager any.
 *
 * @param roles - what the caller may do now.
 * @throws DirectoryError `FORBIDDEN`
 */
export function requireOwnInvitation(
  call: Call,
  roles: Roles,
  { invitedBy }: Pick<InvitationRow, 'invitedBy'>,
): void {
  if (invitedBy === callerOf(call).membershipId || hasRole(roles, 'team:manager')) return;
  throw new DirectoryError('FORBIDDEN');
}

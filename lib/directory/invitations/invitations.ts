import { sql } from 'kysely';
import { type InferOutput, nullable, strictObject, string } from 'valibot';
import { type DeveloperLevel, hasRole, type Roles, type TeamLevel } from '../../identity/roles';
import { rolesOf } from '../accounts/members';
import { type Call, callerOf } from '../call';
import { secretHash } from '../crypto/ids';
import { type Answer, check, type Database, type Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { id, roles, timestamp } from '../schemas';

/** The inviter of an account's first invitation, which the command line creates. */
export const OPERATOR = 'operator';

/** An invitation as members who may invite see it, without its secret. */
export const invitation = strictObject({
  id,
  email: string(),
  roles,
  /** The inviter. Null for the first invitation of an account. */
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

/** Returns a query of invitations `i` with the users `u` who created them. */
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

/** Returns an invitation as the audit log stores it. */
export function invitationObject(
  row: Pick<InvitationRow, 'id' | 'email' | 'developer' | 'team' | 'administrator'>,
) {
  return { type: 'invitation', id: row.id, email: row.email, roles: rolesOf(row) };
}

/**
 * Finds an invitation of an account by its id.
 *
 * @throws DirectoryError `NOT_FOUND`, also for invitations of other accounts.
 */
export function checkInvitation(
  tx: Tx,
  { accountId, id }: { readonly accountId: string; readonly id: string },
): Answer<InvitationRow> {
  const query = selectInvitations(tx).where('i.account_id', '=', accountId).where('i.id', '=', id);
  return check(tx, query, ([found]) => {
    if (found === undefined) throw new DirectoryError('NOT_FOUND');
    return found;
  });
}

/**
 * Finds the invitation of a link, with its account.
 *
 * @throws DirectoryError `LINK_INVALID` if the link was used, revoked or replaced, or has expired.
 */
export async function findLiveInvitation(database: Database, token: string) {
  const found = await selectInvitations(database)
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .leftJoin('users as invited', 'invited.email_key', 'i.email_key')
    .select((the) => [
      'a.id as accountId',
      'a.name as accountName',
      'a.mfa_required as mfaRequired',
      'a.sso',
      the('invited.id', 'is not', null).$castTo<boolean>().as('hasUser'),
    ])
    .where('i.secret_hash', '=', secretHash(token))
    .where('i.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (found === undefined) throw new DirectoryError('LINK_INVALID');
  return found;
}

/**
 * Requires that the caller may delete an invitation or replace its link. A team manager may change every
 * invitation, other members only their own.
 *
 * @param roles - the caller's roles.
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

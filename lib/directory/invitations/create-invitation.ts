import { sql } from 'kysely';
import { integer, maxValue, minValue, number, optional, pipe } from 'valibot';
import type { Roles } from '../../identity/roles';
import type { Email } from '../../mail/email-address';
import type { LockedAccount } from '../accounts/account-transaction';
import { requireGrantable } from '../accounts/require-grantable';
import { recordEvent, recordEvents } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { newId, newSecret, secretHash } from '../crypto/ids';
import { DirectoryError } from '../errors';
import { requireStepUp } from '../sessions/require-step-up';
import { findInvitation, invitationObject } from './invitations';
import type { NewInvitation } from './send-invitation';

// Demoting an inviter revokes all their invitations in the same call, so the number is limited.
const MAX_OPEN = 1000;

/** The invited address, with the roles and the lifetime of the invitation. */
export interface Invited {
  readonly address: Email;
  readonly roles: Roles;
  readonly days: number;
}

/**
 * Creates an invitation. It replaces an expired invitation for the same address.
 *
 * @throws DirectoryError `ROLES_INVALID`, `PRIVILEGE_ESCALATION`, `MEMBER_EXISTS`, `INVITATION_EXISTS`,
 * `LIMIT_REACHED`. For administrators also `STEP_UP_REQUIRED` and `SESSION_EXPIRED`.
 */
export async function createInvitation(
  call: Call,
  locked: LockedAccount,
  { address, roles, days }: Invited,
): Promise<NewInvitation> {
  const { tx, accountId } = locked;
  requireGrantable(locked.roles, roles);
  if (roles.administrator) await requireStepUp(call, tx);
  await requireNonMember(locked, address.key);
  await deleteExpired(call, locked, address.key);
  await requireInvitationQuota(locked);

  const { secret, columns } = newInvitationLink(days);
  const id = newId('inv');
  const { membershipId = '' } = callerOf(call);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('invitations')
    .values({
      id,
      account_id: accountId,
      email: address.email,
      email_key: address.key,
      ...roles,
      invited_by: membershipId,
      ...columns,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new DirectoryError('INVITATION_EXISTS');
  const row = await findInvitation(tx, { accountId, id });
  const object = { ...invitationObject(row), expiresAt: row.expiresAt };
  await recordEvent(tx, call, { type: 'invitation_created', object });
  return { row, secret };
}

async function requireNonMember({ tx, accountId }: LockedAccount, key: string): Promise<void> {
  const found = await tx
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select('m.id')
    .where('m.account_id', '=', accountId)
    .where('u.email_key', '=', key)
    .executeTakeFirst();
  if (found !== undefined) throw new DirectoryError('MEMBER_EXISTS');
}

async function deleteExpired(
  call: Call,
  { tx, accountId }: LockedAccount,
  key: string,
): Promise<void> {
  const expired = await tx
    .deleteFrom('invitations')
    .where('account_id', '=', accountId)
    .where('email_key', '=', key)
    .where('expires_at', '<=', sql<Date>`now()`)
    .returning(['id', 'email', 'developer', 'team', 'administrator'])
    .execute();
  const events = expired.map((row) => ({
    type: 'invitation_deleted' as const,
    object: { ...invitationObject(row), reason: 'expired' },
  }));
  await recordEvents(tx, call, events);
}

async function requireInvitationQuota({ tx, accountId }: LockedAccount): Promise<void> {
  const { count } = await tx
    .selectFrom('invitations')
    .select((the) => the.fn.countAll<string>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MAX_OPEN) throw new DirectoryError('LIMIT_REACHED');
}

/** The default lifetime of an invitation in days. */
export const DEFAULT_DAYS = 7;
const MAX_DAYS = 30;

export const expiresInDays = optional(
  pipe(number(), integer(), minValue(1), maxValue(MAX_DAYS)),
  DEFAULT_DAYS,
);

/** Returns a new secret for an invitation, and the columns that replace the previous secret. */
export function newInvitationLink(days: number) {
  const secret = newSecret();
  const expires_at = sql<Date>`now() + make_interval(days => ${days})`;
  return { secret, columns: { secret_hash: secretHash(secret), expires_at } };
}

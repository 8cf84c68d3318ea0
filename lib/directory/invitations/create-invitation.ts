import { sql } from 'kysely';
import { integer, maxValue, minValue, number, optional, pipe } from 'valibot';
import type { Roles } from '../../identity/roles';
import type { Email } from '../../mail/email-address';
import type { LockedAccount } from '../accounts/account-transaction';
import { recordEvent, recordEvents } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { newId, newSecret, secretHash } from '../crypto/ids';
import { type Answer, check, read, readOne, type Tx, writeOr } from '../database/database';
import { DirectoryError } from '../errors';
import { readAdministrators } from '../notifications/notify-account';
import { requireStepUp } from '../sessions/require-step-up';
import { type InvitationRow, invitationObject } from './invitations';
import { type NewInvitation, newInvitation } from './send-invitation';

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
 * @throws DirectoryError `MANAGED_BY_IDENTITY_PROVIDER`, `MEMBER_EXISTS`, `INVITATION_EXISTS`,
 * `LIMIT_REACHED`. For administrators also `STEP_UP_REQUIRED` and `SESSION_EXPIRED`.
 */
export async function createInvitation(
  call: Call,
  locked: LockedAccount,
  { address, roles, days }: Invited,
): Promise<NewInvitation> {
  const { tx, accountId } = locked;
  if (roles.administrator) requireStepUp(call, tx);
  requireInvitations(locked);
  requireNonMember(locked, address.key);
  const expired = deleteExpired(locked, address.key);
  requireInvitationQuota(locked);
  const link = newInvitationLink(tx, days);
  const administrators = readAdministrators(call, tx);
  await recordExpired(call, tx, await expired());

  const id = newId('inv');
  const { membershipId = '' } = callerOf(call);
  const insert = tx
    .insertInto('invitations')
    .values({
      id,
      account_id: accountId,
      email: address.email,
      email_key: address.key,
      ...roles,
      invited_by: membershipId,
      ...link.columns,
    })
    .onConflict((conflict) => conflict.doNothing());
  writeOr(tx, insert, new DirectoryError('INVITATION_EXISTS'));
  const recorded = invitationObject({ id, email: address.email, ...roles });
  const object = { ...recorded, expiresAt: await link.expiresAt() };
  await recordEvent(tx, call, { type: 'invitation_created', object });
  const notified = roles.administrator ? await administrators() : [];
  return newInvitation(call, tx, { ...address, id, secret: link.secret, notified });
}

/**
 * Requires that an account has invitations: an identity provider does not add its members by SCIM. The check is sent with
 * the next statement.
 *
 * @throws DirectoryError there: `MANAGED_BY_IDENTITY_PROVIDER`
 */
export function requireInvitations({ tx, accountId }: LockedAccount): void {
  const account = tx.selectFrom('accounts').select('provisioning').where('id', '=', accountId);
  check(tx, account, ([found]) => {
    if (found?.provisioning === 'scim') throw new DirectoryError('MANAGED_BY_IDENTITY_PROVIDER');
  });
}

function requireNonMember({ tx, accountId }: LockedAccount, key: string): void {
  const members = tx
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select('m.id')
    .where('m.account_id', '=', accountId)
    .where('u.email_key', '=', key);
  check(tx, members, ([found]) => {
    if (found !== undefined) throw new DirectoryError('MEMBER_EXISTS');
  });
}

type Expired = Pick<InvitationRow, 'id' | 'email' | 'developer' | 'team' | 'administrator'>;

function deleteExpired({ tx, accountId }: LockedAccount, key: string): Answer<readonly Expired[]> {
  const expired = tx
    .deleteFrom('invitations')
    .where('account_id', '=', accountId)
    .where('email_key', '=', key)
    .where('expires_at', '<=', sql<Date>`now()`)
    .returning(['id', 'email', 'developer', 'team', 'administrator']);
  return read(tx, expired);
}

async function recordExpired(call: Call, tx: Tx, expired: readonly Expired[]): Promise<void> {
  const events = expired.map((row) => ({
    type: 'invitation_deleted' as const,
    object: { ...invitationObject(row), reason: 'expired' },
  }));
  await recordEvents(tx, call, events);
}

function requireInvitationQuota({ tx, accountId }: LockedAccount): void {
  const open = tx
    .selectFrom('invitations')
    .select((the) => the.fn.countAll<string>().as('count'))
    .where('account_id', '=', accountId);
  check(tx, open, ([{ count } = { count: '0' }]) => {
    if (Number(count) >= MAX_OPEN) throw new DirectoryError('LIMIT_REACHED');
  });
}

/** The default lifetime of an invitation in days. */
export const DEFAULT_DAYS = 7;
const MAX_DAYS = 30;

export const expiresInDays = optional(
  pipe(number(), integer(), minValue(1), maxValue(MAX_DAYS)),
  DEFAULT_DAYS,
);

/** Returns a new secret for an invitation, the columns that replace the previous secret, and its expiry. */
export function newInvitationLink(tx: Tx, days: number) {
  const secret = newSecret();
  // The time of the transaction's start.
  const expires_at = sql<Date>`now() + make_interval(days => ${days})`;
  const row = readOne(tx, sql<{ readonly expiresAt: Date }>`select ${expires_at} as "expiresAt"`);
  return {
    secret,
    columns: { secret_hash: secretHash(secret), expires_at },
    expiresAt: async () => (await row()).expiresAt,
  };
}

import { type RawBuilder, sql } from 'kysely';
import { type EventSource, recordUserEvent } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { type Answer, readOne, requireRow, type Tx, write } from '../database/database';
import { DirectoryError } from '../errors';
import { endVerifications } from '../phones/phone-codes';
import { completeMfa } from '../sessions/create-session';
import { countUserSessions, endUserSessions } from '../sessions/end-sessions';
import { hasSecondFactor } from '../users/second-factors';
import { replaceRecoveryCodes, type ShownRecoveryCodes } from './recovery-codes';

/** A type of second factor that a user adds and removes. */
export type FactorType = 'app' | 'passkey' | 'phone';

/**
 * Enables MFA with the caller's first second factor: creates recovery codes, and ends the other sessions, which
 * started without a second factor. The transaction must lock the user.
 */
export async function enableMfa(
  tx: Tx,
  call: Call,
  factor: FactorType,
): Promise<ShownRecoveryCodes> {
  const { userId = '', credentialId = '' } = callerOf(call);
  const shown = await replaceRecoveryCodes(tx, call);
  const others = { userId, except: credentialId };
  // Counted before they end.
  const counted = { endedSessions: countUserSessions(others) };
  const object = { type: 'user', id: userId, factor };
  await recordUserEvent(tx, call, { type: 'mfa_enabled', userId, object, counted });
  endUserSessions(tx, others);
  completeMfa(tx, call);
  return shown;
}

/**
 * Completes the removal of one of the caller's second factors. Without another one, the recovery codes are deleted,
 * and the logins that wait for a second factor. The transaction must lock the user.
 *
 * @returns whether no second factor is left.
 * @throws DirectoryError with a later statement: `MFA_REQUIRED` if no second factor is left and an account requires
 *   one.
 */
export async function afterRemoval(tx: Tx, call: Call): Promise<Answer<boolean>> {
  const { userId = '' } = callerOf(call);
  const isLast = sql<boolean>`exists (
    select from public.users where id = ${userId} and not ${hasSecondFactor(call.settings)})`;
  const isAllowed = sql`select where not ${isLast} or not exists (${requiringAccounts(userId)})`;
  requireRow(tx, isAllowed, new DirectoryError('MFA_REQUIRED'));
  await write(tx, tx.deleteFrom('recovery_codes').where('user_id', '=', userId).where(isLast));
  const pending = tx.deleteFrom('sessions').where('user_id', '=', userId);
  await write(tx, pending.where('second_factor_due', '=', true).where(isLast));
  const row = readOne(tx, sql<{ readonly isLast: boolean }>`select ${isLast} as "isLast"`);
  return async () => (await row()).isLast;
}

/** Returns a query of a user's accounts that require a second factor, of all members or of a break-glass member. */
export function requiringAccounts(userId: string): RawBuilder<unknown> {
  return sql`select from public.memberships m join public.accounts a on a.id = m.account_id
    where m.user_id = ${userId} and (a.mfa_required or (a.sso = 'enforced' and m.break_glass))`;
}

/** Removes all of a user's second factors, the recovery codes, and the logins that wait for a second factor. */
export async function removeSecondFactors(
  tx: Tx,
  source: EventSource,
  userId: string,
): Promise<void> {
  const without = { totp_secret: null, totp_confirmed_at: null, totp_last_step: null };
  await write(tx, tx.updateTable('users').set(without).where('id', '=', userId));
  await write(tx, tx.deleteFrom('passkeys').where('user_id', '=', userId));
  await write(tx, tx.deleteFrom('phones').where('user_id', '=', userId));
  await endVerifications(tx, userId);
  await write(tx, tx.deleteFrom('recovery_codes').where('user_id', '=', userId));
  // Their second factor no longer exists.
  const pending = tx.deleteFrom('sessions').where('user_id', '=', userId);
  await write(tx, pending.where('second_factor_due', '=', true));
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, source, { type: 'mfa_disabled', userId, object });
}

import { type RawBuilder, sql } from 'kysely';
import { read, requireRow, type Tx } from '../database/database';
import { DirectoryError } from '../errors';
import type { DirectorySettings } from '../settings';
import { hasSecondFactor } from '../users/second-factors';
import type { LockedAccount } from './account-transaction';
import type { MemberRow } from './members';

/**
 * Returns the condition that a member `m` with the user `u` is a break-glass member who could log in now: an active
 * administrator with a password and a second factor.
 */
export function isUsableBreakGlass(settings: Pick<DirectorySettings, 'rpId'>): RawBuilder<boolean> {
  return sql<boolean>`(m.break_glass and m.administrator and m.active and u.password_hash is not null
    and ${hasSecondFactor(settings, 'u')})`;
}

/**
 * Reads whether the account requires single sign-on.
 *
 * @returns a function that requires that a member may lose the rights or the account, and throws `BREAK_GLASS_REQUIRED`
 *   for a break-glass member then. An administrator must name another one first.
 */
export function readBreakGlassRule({
  tx,
  accountId,
}: LockedAccount): (member: Pick<MemberRow, 'breakGlass'>) => Promise<void> {
  const enforced = read(
    tx,
    tx
      .selectFrom('accounts')
      .select('id')
      .where('id', '=', accountId)
      .where('sso', '=', 'enforced'),
  );
  return async ({ breakGlass }) => {
    if (!breakGlass || (await enforced()).length === 0) return;
    throw new DirectoryError('BREAK_GLASS_REQUIRED');
  };
}

/**
 * Requires that no account with other members that requires single sign-on depends on a user as a break-glass member.
 *
 * @throws DirectoryError with a later statement: `BREAK_GLASS_REQUIRED`
 */
export function requireNoBreakGlass(tx: Tx, userId: string): void {
  const none = sql`select where not exists (
    select from public.memberships m join public.accounts a on a.id = m.account_id
    where m.user_id = ${userId} and m.break_glass and a.sso = 'enforced' and exists (
      select from public.memberships o where o.account_id = m.account_id and o.id <> m.id))`;
  requireRow(tx, none, new DirectoryError('BREAK_GLASS_REQUIRED'));
}

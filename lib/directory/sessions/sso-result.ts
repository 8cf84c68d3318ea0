import { type RawBuilder, sql } from 'kysely';
import { requireRow, type Tx } from '../database/database';
import { DirectoryError } from '../errors';

/**
 * Whether an account allows a login: `break_glass`, only as an emergency of a member who may log in without single
 * sign-on.
 */
export type SsoResult = 'allowed' | 'break_glass' | 'refused';

/**
 * Returns the result in a statement that joins the account as `a` and the membership as `m`. The subquery runs only if the
 * account requires single sign-on.
 *
 * @param isOwn - the condition that the login was with an identity provider of the account.
 */
export function ssoResult(isOwn: RawBuilder<boolean>): RawBuilder<SsoResult> {
  return sql<SsoResult>`case when a.sso is distinct from 'enforced' or ${isOwn} then 'allowed'
      when exists (select from public.memberships g where g.id = m.id and g.break_glass)
      then 'break_glass' else 'refused' end`;
}

/** Returns the condition that an identity provider is of the account `a`. */
export function isProviderOf(providerId: string | undefined): RawBuilder<boolean> {
  if (providerId === undefined) return sql<boolean>`false`;
  return sql<boolean>`exists (select from public.identity_providers own
    where own.id = ${providerId} and own.account_id = a.id and own.active)`;
}

/**
 * Requires that an account allows other logins than single sign-on.
 *
 * @throws DirectoryError with a later statement: `SSO_REQUIRED`
 */
export function requireMixedSso(tx: Tx, accountId: string): void {
  const mixed = tx.selectFrom('accounts').select('id').where('id', '=', accountId);
  requireRow(tx, mixed.where('sso', '=', 'mixed'), new DirectoryError('SSO_REQUIRED'));
}

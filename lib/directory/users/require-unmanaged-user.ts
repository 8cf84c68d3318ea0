import { type RawBuilder, sql } from 'kysely';
import { check, type Tx } from '../database/database';
import { DirectoryError } from '../errors';

/**
 * Returns the condition that an identity provider alone knows a user: a user without a password, linked to an active provider of
 * the only account. SCIM sends the name of the users that it manages.
 *
 * @param user - the name of the table `users` in the statement. Default: `users`.
 */
export function isOfProvider(user = 'users'): RawBuilder<boolean> {
  const id = sql.ref(`${user}.id`);
  return sql<boolean>`(${sql.ref(`${user}.password_hash`)} is null
    and (select count(*) from public.memberships where user_id = ${id}) = 1
    and exists (select from public.memberships m
      join public.identity_providers p on p.account_id = m.account_id and p.active
      join public.user_identities i on i.idp_id = p.id and i.user_id = m.user_id
      where m.user_id = ${id} and not m.managed))`;
}

/**
 * Returns the condition that a user's name and address are an identity provider's: it manages the user by SCIM in every account of
 * the user, or only the provider knows the user.
 *
 * @param user - the name of the table `users` in the statement. Default: `users`.
 */
export function isManagedUser(user = 'users'): RawBuilder<boolean> {
  return sql<boolean>`(coalesce((
      select bool_and(m.managed and not m.break_glass and a.provisioning = 'scim')
      from public.memberships m join public.accounts a on a.id = m.account_id
      where m.user_id = ${sql.ref(`${user}.id`)}), false)
    or ${isOfProvider(user)})`;
}

/**
 * Requires that a user's name and address are the user's own. The check is sent with the next statement.
 *
 * @throws DirectoryError there: `MANAGED_BY_IDENTITY_PROVIDER`
 */
export function requireUnmanagedUser(tx: Tx, userId: string): void {
  const managed = tx.selectFrom('users').select('id').where('id', '=', userId);
  check(tx, managed.where(isManagedUser()), ({ length }) => {
    if (length > 0) throw new DirectoryError('MANAGED_BY_IDENTITY_PROVIDER');
  });
}

import { sql } from 'kysely';
import { type Call, callerOf } from '../call';
import { requireRow, type Tx } from '../database/database';
import { DirectoryError } from '../errors';
import { hasPasskey } from './second-factors';

/**
 * Requires that the caller can still log in after a removal: with a password, a passkey of this service's host, or an
 * identity whose provider is active and would log the caller in. The transaction must lock the user, as
 * `lockSecondFactors` does, and have removed the way.
 *
 * @throws DirectoryError with a later statement: `LAST_LOGIN_WAY`.
 */
export function requireLoginWay(tx: Tx, call: Call): void {
  const { userId = '' } = callerOf(call);
  const user = sql`
    select from public.users u where u.id = ${userId} and (u.password_hash is not null
      or ${hasPasskey(call.settings, 'u')}
      or exists (
        select from public.user_identities i
        join public.identity_providers p on p.id = i.idp_id
        where i.user_id = u.id and p.active and (p.account_id is null or exists (
          select from public.memberships m
          where m.account_id = p.account_id and m.user_id = u.id and m.active))))`;
  requireRow(tx, user, new DirectoryError('LAST_LOGIN_WAY'));
}

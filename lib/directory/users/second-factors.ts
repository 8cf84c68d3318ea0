import { type RawBuilder, sql } from 'kysely';
import { type Call, callerOf } from '../call';
import { requireRow, type Tx } from '../database/database';
import { DirectoryError } from '../errors';
import type { DirectorySettings } from '../settings';

/** The service, whose host decides which passkeys are valid. */
type Service = Pick<DirectorySettings, 'rpId'>;

/**
 * Locks the caller's second factors. Every change of one locks the user first, so that changes run one at a time. A later
 * statement sees what the transaction before it committed.
 *
 * @throws DirectoryError with a later statement: `SESSION_EXPIRED` if the user was deleted.
 */
export function lockSecondFactors(tx: Tx, call: Call): void {
  const { userId = '' } = callerOf(call);
  const user = tx.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate();
  requireRow(tx, user, new DirectoryError('SESSION_EXPIRED'));
}

/**
 * Returns the condition that a user has a second factor: a confirmed authenticator app, a confirmed phone, or a
 * passkey of this service's host. A phone is one even while the service sends no codes, so that a missing variable
 * never makes the password enough.
 *
 * @param user - the name of the table `users` in the statement. Default: `users`.
 */
export function hasSecondFactor({ rpId }: Service, user = 'users'): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${user}.totp_confirmed_at`)} is not null
    or ${hasPasskey({ rpId }, user)} or ${hasPhone(user)})`;
}

/** As {@link hasSecondFactor}, in a statement that reads the user only if it needs the condition. */
export function userHasSecondFactor(
  { rpId }: Service,
  userId: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from public.users u where u.id = ${userId} and ${hasSecondFactor({ rpId }, 'u')})`;
}

/** As {@link hasSecondFactor}, of passkeys only. */
export function hasPasskey({ rpId }: Service, user = 'users'): RawBuilder<boolean> {
  const id = sql.ref(`${user}.id`);
  return sql<boolean>`exists (
    select from public.passkeys p where p.user_id = ${id} and p.rp_id = ${rpId})`;
}

/** As {@link hasSecondFactor}, of a confirmed phone only. */
export function hasPhone(user = 'users'): RawBuilder<boolean> {
  return sql<boolean>`exists (select from public.phones where user_id = ${sql.ref(`${user}.id`)})`;
}

/**
 * Returns the condition that a member has a second factor. It reads only the copies in the table `memberships`,
 * which are in the index of an account's members.
 *
 * @param member - the name of the table in the statement. Default: `memberships`.
 */
export function memberHasSecondFactor(
  { rpId }: Service,
  member = 'memberships',
): RawBuilder<boolean> {
  const rpIds = sql.ref(`${member}.passkey_rp_ids`);
  return sql<boolean>`(${sql.ref(`${member}.mfa_enabled`)} or coalesce(${rpId} = any(${rpIds}), false))`;
}

const PROVEN_DAYS = 90;

/**
 * Returns the condition that an identity provider of the account `a` has proven a second factor of the member `m` at a login
 * within 90 days. A credential has no login, so it depends on the last one. The provider must still be one that proves them.
 */
export function hasFactorOfProvider(): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from public.user_identities i join public.identity_providers idp on idp.id = i.idp_id
    where i.user_id = m.user_id and i.mfa_at > now() - make_interval(days => ${PROVEN_DAYS})
      and idp.account_id = a.id and idp.active and idp.mfa_claim <> 'none')`;
}

import { sql } from 'kysely';
import { parseTypedEmail } from '../../mail/email-address';
import type { ProvenIdentity } from '../../sso/sso';
import type { EventType } from '../audit-log/event-types';
import { recordInAccounts, recordUserEvent } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { inTransaction, read, type Tx, writeOr } from '../database/database';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import type { UsedAttempt } from './sso-attempt';
import { SsoRefused } from './sso-client';

/** A change of one of the caller's identities. */
interface IdentityEvent {
  readonly type: Extract<EventType, 'identity_linked' | 'identity_unlinked'>;
  readonly provider: Pick<Row<'identity_providers'>, 'id' | 'name' | 'account_id'>;
  readonly subject: string;
  readonly endedSessions?: number;
}

/**
 * Records a change of one of the caller's identities: in the log of the provider's account, or in all of the caller's accounts
 * if the provider is of the whole service.
 */
export async function recordIdentity(
  tx: Tx,
  call: Call,
  { type, provider, subject, endedSessions }: IdentityEvent,
): Promise<void> {
  const { userId = '', name: email } = callerOf(call);
  const { id, name, account_id: accountId } = provider;
  const about = { type: 'identity_provider', id, name, userId, subject };
  const object = { ...about, ...(endedSessions !== undefined && { endedSessions }) };
  const principal = { id: userId, name: email };
  if (accountId === null) return recordUserEvent(tx, call, { type, userId, object });
  return recordInAccounts(tx, call, [{ type, accountId, principal, object }]);
}

/**
 * Links a proven identity to the caller, who is logged in. An identity that the caller has linked already stays.
 *
 * @returns whether it is new.
 * @throws DirectoryError `IDENTITY_EXISTS` if another user has linked it.
 */
export function linkIdentity(
  call: Call,
  { provider }: UsedAttempt,
  { subject, email }: ProvenIdentity,
): Promise<boolean> {
  const { userId = '' } = callerOf(call);
  const key = { idp_id: provider.id, subject };
  const address = parseTypedEmail(email ?? '')?.email ?? null;
  return inTransaction(call.database, async (tx) => {
    const insert = tx
      .insertInto('user_identities')
      .values({ ...key, user_id: userId, email: address, last_used_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('subject');
    const linked = read(tx, insert);
    const own = tx
      .updateTable('user_identities')
      .set({ last_used_at: sql<Date>`now()` })
      .where('idp_id', '=', key.idp_id)
      .where('subject', '=', subject)
      .where('user_id', '=', userId);
    writeOr(tx, own, new SsoRefused('IDENTITY_EXISTS'));
    const isNew = (await linked()).length > 0;
    if (isNew) await recordIdentity(tx, call, { type: 'identity_linked', provider, subject });
    return isNew;
  });
}

/** Returns a query of the providers that the caller can link: of the service, and of the caller's account. */
export function selectLinkable(call: Call) {
  const { accountId = null } = callerOf(call);
  return call.database
    .selectFrom('identity_providers')
    .selectAll()
    .where('active', '=', true)
    .where((the) =>
      the.or([the('account_id', 'is', null), the('account_id', '=', accountId ?? '')]),
    );
}

/** The most identities that a user links. A login with an account's provider may add more. */
export const MAX_IDENTITIES = 20;

/** @throws DirectoryError `LIMIT_REACHED` */
export function requireIdentityQuota({ length }: readonly unknown[]): void {
  if (length >= MAX_IDENTITIES) throw new DirectoryError('LIMIT_REACHED');
}

import { sql } from 'kysely';
import type { SessionStatus } from '../../identity/session-status';
import type { ProvenIdentity } from '../../sso/sso';
import { recordEvent } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { inTransaction, requireRow, type Tx } from '../database/database';
import { completeMfa } from '../sessions/create-session';
import { hasSecondFactor } from '../users/second-factors';
import { provesMfa } from './proves-mfa';
import { certificateOf, type UsedAttempt } from './sso-attempt';
import { SsoRefused } from './sso-client';

const MAX_AGE_SECONDS = 300;
const CLOCK_SKEW_SECONDS = 60;

/**
 * Marks the caller's session as stepped up, because its identity provider has authenticated its user again. A user whose
 * login would require a second factor in addition needs that one, as in `session/step-up`.
 *
 * @returns the session's status.
 * @throws DirectoryError `STEP_UP_STALE`, `IDENTITY_MISMATCH`, `SECOND_FACTOR_REQUIRED` or `SESSION_EXPIRED`
 */
export async function stepUpWithSso(
  own: Call,
  attempt: UsedAttempt,
  identity: ProvenIdentity,
): Promise<SessionStatus> {
  requireRecent(identity);
  const { provider } = attempt;
  const { credentialId = '', status = 'authenticated' } = callerOf(own);
  await inTransaction(own.database, async (tx) => {
    requireIdentityOf(tx, own, { idpId: provider.id, subject: identity.subject });
    if (!provesMfa(provider, identity)) requireNoSecondFactor(tx, own);
    completeMfa(tx, own);
    const by = { by: 'sso', identityProvider: provider.id, ...certificateOf(attempt) };
    const object = { type: 'session', id: credentialId, ...by };
    await recordEvent(tx, own, { type: 'step_up_succeeded', object });
  });
  return status;
}

// OpenID Connect Core 1.0 section 3.1.2.1: a provider that was sent `max_age` must send `auth_time`.
function requireRecent({ authTime }: ProvenIdentity): void {
  const secondsAgo = Date.now() / 1000 - (authTime ?? 0);
  const isRecent = secondsAgo <= MAX_AGE_SECONDS + CLOCK_SKEW_SECONDS;
  if (isRecent && secondsAgo >= -CLOCK_SKEW_SECONDS) return;
  throw new SsoRefused('STEP_UP_STALE', 'auth_time');
}

interface IdentityKey {
  readonly idpId: string;
  readonly subject: string;
}

// The identity must be the one that the session began with, and still be linked.
function requireIdentityOf(tx: Tx, call: Call, { idpId, subject }: IdentityKey): void {
  const { credentialId = '' } = callerOf(call);
  const session = tx
    .selectFrom('sessions as s')
    .innerJoin('user_identities as i', (join) =>
      join
        .onRef('i.idp_id', '=', 's.idp_id')
        .onRef('i.subject', '=', 's.idp_subject')
        .onRef('i.user_id', '=', 's.user_id'),
    )
    .select('s.id')
    .where('s.id', '=', credentialId)
    .where('i.idp_id', '=', idpId)
    .where('i.subject', '=', subject);
  requireRow(tx, session, new SsoRefused('IDENTITY_MISMATCH', 'sub'));
}

// The condition is that of a login with the provider.
function requireNoSecondFactor(tx: Tx, call: Call): void {
  const { credentialId = '' } = callerOf(call);
  const session = sql`
    select from public.sessions s
    join public.users u on u.id = s.user_id
    join public.identity_providers p on p.id = s.idp_id
    left join public.accounts a on a.id = s.account_id
    where s.id = ${credentialId} and (not ${hasSecondFactor(call.settings, 'u')}
      or (p.account_id is not null and not coalesce(a.mfa_required, false)))`;
  requireRow(tx, session, new SsoRefused('SECOND_FACTOR_REQUIRED', 'mfa'));
}

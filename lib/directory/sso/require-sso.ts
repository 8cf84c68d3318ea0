import { type RawBuilder, sql } from 'kysely';
import { ssoModeMail } from '../../mail/texts/enforced-sso-mails';
import type { LockedAccount } from '../accounts/account-transaction';
import { isUsableBreakGlass } from '../accounts/break-glass';
import { recordEvent } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { type Answer, read, readOne } from '../database/database';
import { DirectoryError } from '../errors';
import { prepareNotices, readOtherRecipients } from '../notifications/notify-account';

/** Whether an account requires single sign-on. */
export type SsoMode = 'mixed' | 'enforced';

/** A change of the mode, and whether the administrator accepts that nobody can log in without an identity provider. */
export interface SsoChange {
  readonly mode: SsoMode;
  readonly withoutBreakGlass: boolean;
}

/** Makes a change, and returns a function that notifies the other administrators after the commit. */
type ChangeSso = (change: SsoChange) => Promise<() => Promise<void>>;

/**
 * Reads what a change of whether the caller's account requires single sign-on depends on.
 *
 * @returns a function that makes the change.
 * @throws DirectoryError there: `SSO_LOGIN_REQUIRED` if the caller has not logged in with an active identity provider of the
 *   account, so that it is known to work. `BREAK_GLASS_REQUIRED`
 */
export function prepareSsoChange(call: Call, locked: LockedAccount): ChangeSso {
  const { tx, accountId } = locked;
  const facts = readFacts(call, locked);
  const administrators = readOtherRecipients(call, tx);
  return async ({ mode, withoutBreakGlass }) => {
    const { isBySso, hasBreakGlass } = await facts();
    if (mode === 'enforced') {
      if (!isBySso) throw new DirectoryError('SSO_LOGIN_REQUIRED');
      if (!hasBreakGlass && !withoutBreakGlass) throw new DirectoryError('BREAK_GLASS_REQUIRED');
    }
    const sessions = mode === 'enforced' ? await endOtherSessions(locked) : 0;
    const details = mode === 'enforced' ? { sessions, hasBreakGlass } : {};
    const object = { type: 'account', id: accountId, ...details };
    const type = mode === 'enforced' ? 'sso_enforced' : 'sso_mixed';
    await recordEvent(tx, call, { type, object });
    const send = prepareNotices(call, tx, await administrators());
    return () => send((notice) => ssoModeMail({ ...notice, mode }));
  };
}

interface Facts {
  readonly isBySso: boolean;
  readonly hasBreakGlass: boolean;
}

function readFacts(call: Call, { tx, accountId }: LockedAccount): Answer<Facts> {
  const { credentialId = '' } = callerOf(call);
  return readOne(
    tx,
    sql<Facts>`select
      exists (select from public.sessions s join public.identity_providers p on p.id = s.idp_id
        where s.id = ${credentialId} and p.account_id = ${accountId} and p.active) as "isBySso",
      exists (select from public.memberships m join public.users u on u.id = m.user_id
        where m.account_id = ${accountId} and ${isUsableBreakGlass(call.settings)}) as "hasBreakGlass"`,
  );
}

/**
 * Returns the condition that a session `s` of the member `m` ends if the account requires single sign-on: it did not begin with an
 * identity provider of the account, and is not of a break-glass member.
 */
export function isWithoutSso(): RawBuilder<boolean> {
  return sql<boolean>`(not m.break_glass and not exists (
    select from public.identity_providers p where p.id = s.idp_id and p.account_id = m.account_id))`;
}

// A session that begins at the same time is refused at its first use. The members lead to the sessions, which have no index
// of their accounts.
async function endOtherSessions({ tx, accountId }: LockedAccount): Promise<number> {
  const ended = read(
    tx,
    sql`delete from public.sessions where id = any(array(
      select s.id from public.memberships m
      join public.sessions s on s.user_id = m.user_id and s.account_id = m.account_id
      where m.account_id = ${accountId} and ${isWithoutSso()}
      order by s.id for update of s)) returning id`,
  );
  return (await ended()).length;
}

import { sql } from 'kysely';
import { requireNoBreakGlass } from '../../accounts/break-glass';
import { closeAccounts } from '../../accounts/close-accounts';
import { memberObject } from '../../accounts/members';
import { type EventByUser, recordInAccounts, recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { lockAccountsOf } from '../../credentials/end-credentials';
import { type Answer, check, inTransaction, read, type Tx, write } from '../../database/database';
import { DatabaseUnavailable } from '../../database/database-errors';
import { DirectoryError, type ErrorCode } from '../../errors';
import { type InvitationRow, invitationObject } from '../../invitations/invitations';
import { countUserSessions } from '../../sessions/end-sessions';
import { requireStepUp } from '../../sessions/require-step-up';

class AccountsChanged extends Error {
  override readonly message = 'the user joined another account during the deletion';
}

const ATTEMPTS = 3;

/**
 * Deletes the caller's user, with everything that belongs to the user alone.
 *
 * @throws DirectoryError `STEP_UP_REQUIRED`, `SESSION_EXPIRED`, or `LAST_ADMINISTRATOR` if the user is the only
 *   active administrator of other members. `ONLY_MEMBER` if there are none, and the account may not be closed. Both have the accounts.
 *   `BREAK_GLASS_REQUIRED` if an account depends on the user as a break-glass member.
 */
export async function removeUser(
  call: Call,
  options: { readonly closeAccounts: boolean },
  attempts = ATTEMPTS,
): Promise<void> {
  try {
    await inTransaction(call.database, (tx) => remove(tx, call, options));
  } catch (reason) {
    if (!(reason instanceof AccountsChanged)) throw reason;
    if (attempts <= 1) throw new DatabaseUnavailable(reason);
    await removeUser(call, options, attempts - 1);
  }
}

async function remove(
  tx: Tx,
  call: Call,
  options: { readonly closeAccounts: boolean },
): Promise<void> {
  const { userId = '', name } = callerOf(call);
  requireStepUp(call, tx);
  const locked = lockAccountsOf(tx, userId);
  await deleteLinks(tx, userId);
  lockUser(tx, userId);
  const memberships = readMemberships(tx, userId);
  requireNoBreakGlass(tx, userId);
  const invitations = lockInvitationsBy(tx, userId);

  const left = await memberships();
  const accounts = new Set((await locked()).map(({ id }) => id));
  // Without the lock of an account, its only other administrator could leave at the same time.
  if (left.some(({ accountId }) => !accounts.has(accountId))) throw new AccountsChanged();
  const closed = accountsToClose(left, options);
  const made = await invitations();

  const counted = { endedSessions: countUserSessions({ userId }) };
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, call, { type: 'user_deleted', userId, object, counted });
  const ids = made.map(({ id }) => id);
  if (ids.length > 0) await write(tx, tx.deleteFrom('invitations').where('id', 'in', ids));
  const changed = new AccountsChanged();
  await closeAccounts(tx, { ids: closed.map(({ accountId }) => accountId), userId, changed });
  await write(tx, tx.deleteFrom('memberships').where('user_id', '=', userId));
  await write(tx, tx.deleteFrom('users').where('id', '=', userId));
  await recordInAccounts(tx, call, eventsOf({ id: userId, name }, { left, made, closed }));
}

// The rows are deleted with the user too. A sign-up, a reset and a change of the address lock them before the user.
async function deleteLinks(tx: Tx, userId: string): Promise<void> {
  await write(tx, tx.deleteFrom('password_resets').where('user_id', '=', userId));
  await write(tx, tx.deleteFrom('email_changes').where('user_id', '=', userId));
  const signUps = tx
    .deleteFrom('sign_ups')
    .where('email_key', '=', (the) =>
      the.selectFrom('users').select('users.email_key').where('users.id', '=', userId),
    );
  await write(tx, signUps);
}

// From now on, the user joins no account and starts no session.
function lockUser(tx: Tx, userId: string): void {
  check(tx, tx.selectFrom('users').select('id').where('id', '=', userId).forUpdate(), ([found]) => {
    if (found === undefined) throw new DirectoryError('SESSION_EXPIRED');
  });
}

interface EndedMembership {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  /** Whether the account would have no active administrator. */
  readonly isLast: boolean;
  /** Whether the account has no other members, not even disabled ones. */
  readonly isAlone: boolean;
  /** Read only if the account can be closed. */
  readonly serviceUsers: number;
  readonly credentials: number;
}

function readMemberships(tx: Tx, userId: string): Answer<readonly EndedMembership[]> {
  return read(
    tx,
    sql<EndedMembership>`
      select m.id, m.account_id as "accountId", a.name as "accountName", alone.*,
        m.administrator and m.active and not exists (select from public.memberships o
          where o.account_id = m.account_id and o.id <> m.id and o.administrator and o.active) as "isLast",
        case when "isAlone" then
          (select count(*)::int from public.service_users where account_id = m.account_id) else 0 end as "serviceUsers",
        (select count(*)::int from public.credentials where membership_id = m.id) as credentials
      from public.memberships m join public.accounts a on a.id = m.account_id,
        lateral (select not exists (select from public.memberships o
          where o.account_id = m.account_id and o.id <> m.id) as "isAlone") alone
      where m.user_id = ${userId} order by a.name, a.id`,
  );
}

// A disabled user has no say in an account.
function accountsToClose(
  left: readonly EndedMembership[],
  options: { readonly closeAccounts: boolean },
): readonly EndedMembership[] {
  const last = left.filter(({ isLast }) => isLast);
  const kept = last.filter(({ isAlone }) => !isAlone);
  if (kept.length > 0) throw blockedBy('LAST_ADMINISTRATOR', kept);
  if (last.length > 0 && !options.closeAccounts) throw blockedBy('ONLY_MEMBER', last);
  return last;
}

function blockedBy(code: ErrorCode, found: readonly EndedMembership[]): DirectoryError {
  const accounts = found.map(({ accountId: id, accountName: name }) => ({ id, name }));
  return new DirectoryError(code, { accounts });
}

type OpenInvitation = Pick<
  InvitationRow,
  'id' | 'email' | 'developer' | 'team' | 'administrator'
> & { readonly accountId: string; readonly member: string };

function lockInvitationsBy(tx: Tx, userId: string): Answer<readonly OpenInvitation[]> {
  return read(
    tx,
    sql<OpenInvitation>`
      select i.id, i.email, i.developer, i.team, i.administrator, i.account_id as "accountId", m.id as member
      from public.memberships m
      join public.invitations i on i.account_id = m.account_id and i.invited_by = m.id
      where m.user_id = ${userId} order by i.id for update of i`,
  );
}

interface Ended {
  readonly left: readonly EndedMembership[];
  readonly made: readonly OpenInvitation[];
  readonly closed: readonly EndedMembership[];
}

// The accounts in which the user was disabled record the end of the membership, too.
function eventsOf(
  principal: EventByUser['principal'],
  { left, made, closed }: Ended,
): readonly EventByUser[] {
  const user = { userId: principal.id, email: principal.name };
  const memberships = left.map(({ id, accountId, credentials }) => ({
    type: 'membership_deleted' as const,
    accountId,
    principal,
    object: { ...memberObject({ id, ...user }), credentials, reason: 'user-deleted' },
  }));
  const invitations = made.map(({ accountId, member, ...row }) => ({
    type: 'invitation_deleted' as const,
    accountId,
    principal,
    object: { ...invitationObject(row), reason: 'inviter-changed', member },
  }));
  const accounts = closed.map(({ accountId, accountName: name, serviceUsers }) => ({
    type: 'account_closed' as const,
    accountId,
    principal,
    object: { type: 'account', id: accountId, name, serviceUsers },
  }));
  return [...memberships, ...invitations, ...accounts];
}

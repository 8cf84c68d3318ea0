import { sql } from 'kysely';
import { requireNoBreakGlass } from '../../accounts/break-glass';
import { memberObject } from '../../accounts/members';
import { type EventByUser, recordInAccounts, recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { lockAccountsOf } from '../../credentials/end-credentials';
import { type Answer, check, inTransaction, read, type Tx, write } from '../../database/database';
import { DatabaseUnavailable } from '../../database/database-errors';
import { DirectoryError } from '../../errors';
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
 *   active administrator of any account. `BREAK_GLASS_REQUIRED` if one depends on the user as a break-glass member.
 */
export async function removeUser(call: Call, attempts = ATTEMPTS): Promise<void> {
  try {
    await inTransaction(call.database, (tx) => remove(tx, call));
  } catch (reason) {
    if (!(reason instanceof AccountsChanged)) throw reason;
    if (attempts <= 1) throw new DatabaseUnavailable(reason);
    await removeUser(call, attempts - 1);
  }
}

async function remove(tx: Tx, call: Call): Promise<void> {
  const { userId = '', name } = callerOf(call);
  requireStepUp(call, tx);
  const locked = lockAccountsOf(tx, userId);
  await deleteLinks(tx, userId);
  lockUser(tx, userId);
  const memberships = readMemberships(tx, userId);
  requireOtherAdministrators(tx, userId);
  requireNoBreakGlass(tx, userId);
  const invitations = lockInvitationsBy(tx, userId);

  const left = await memberships();
  const accounts = new Set((await locked()).map(({ id }) => id));
  // Without the lock of an account, its only other administrator could leave at the same time.
  if (left.some(({ accountId }) => !accounts.has(accountId))) throw new AccountsChanged();
  const made = await invitations();

  const counted = { endedSessions: countUserSessions({ userId }) };
  const object = { type: 'user', id: userId };
  await recordUserEvent(tx, call, { type: 'user_deleted', userId, object, counted });
  const ids = made.map(({ id }) => id);
  if (ids.length > 0) await write(tx, tx.deleteFrom('invitations').where('id', 'in', ids));
  await write(tx, tx.deleteFrom('memberships').where('user_id', '=', userId));
  await write(tx, tx.deleteFrom('users').where('id', '=', userId));
  await recordInAccounts(tx, call, eventsOf({ id: userId, name }, left, made));
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
  readonly credentials: number;
}

function readMemberships(tx: Tx, userId: string): Answer<readonly EndedMembership[]> {
  return read(
    tx,
    sql<EndedMembership>`
      select m.id, m.account_id as "accountId",
        (select count(*)::int from public.credentials where membership_id = m.id) as credentials
      from public.memberships m where m.user_id = ${userId}`,
  );
}

function requireOtherAdministrators(tx: Tx, userId: string): void {
  const alone = sql`
    select from public.memberships m
    where m.user_id = ${userId} and m.administrator and m.active and not exists (
      select from public.memberships o
      where o.account_id = m.account_id and o.administrator and o.active and o.user_id <> m.user_id)
    limit 1`;
  check(tx, alone, ({ length }) => {
    if (length > 0) throw new DirectoryError('LAST_ADMINISTRATOR');
  });
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

// The accounts in which the user was disabled record the end of the membership, too.
function eventsOf(
  principal: EventByUser['principal'],
  left: readonly EndedMembership[],
  made: readonly OpenInvitation[],
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
  return [...memberships, ...invitations];
}

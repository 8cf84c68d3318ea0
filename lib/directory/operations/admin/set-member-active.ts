import { sql } from 'kysely';
import { type LockedAccount, withAccountLock } from '../../accounts/account-transaction';
import { readBreakGlassRule } from '../../accounts/break-glass';
import {
  lockMember,
  type MemberRow,
  memberObject,
  readOtherAdministrator,
  requireUnmanaged,
} from '../../accounts/members';
import { recordEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import { write } from '../../database/database';
import { lockInvitationsOf, revokeInvitations } from '../../invitations/revoke-invitations';
import {
  prepareNotices,
  readAdministrators,
  type SendNotices,
} from '../../notifications/notify-account';
import { endSessions, lockSessionsOf } from '../../sessions/end-sessions';
import { readStepUp } from '../../sessions/require-step-up';

/** A member after a change. */
export interface MemberChange {
  readonly after: MemberRow;
  /** Notifies the other administrators of an administrator who was enabled. */
  readonly notices?: SendNotices | undefined;
}

/** Enables or disables a member, unless nothing changes. */
export function setMemberActive(
  call: Call,
  memberId: string,
  active: boolean,
): Promise<MemberChange> {
  return withAccountLock(call, 'team:manager', async (locked) => {
    const member = lockMember(locked, memberId);
    const requireStepUp = readStepUp(call, locked.tx);
    const setActive = prepareActivation(call, locked, memberId);
    const before = await member();
    if (before.active === active) return { after: before };
    requireUnmanaged(before);
    if (active && before.administrator) await requireStepUp();
    const notices = await setActive(before, active);
    return { after: { ...before, active, breakGlass: false }, notices };
  });
}

/** What enabling and disabling needs of a member. */
type Activated = Pick<
  MemberRow,
  'id' | 'userId' | 'email' | 'administrator' | 'active' | 'breakGlass'
>;

/**
 * Prepares to enable or disable a member: sessions and open invitations end, and credentials stop.
 *
 * @returns a function that changes the locked member and records the event, with more details. It returns the notices
 *   about an administrator who was enabled.
 * @throws DirectoryError there: `LAST_ADMINISTRATOR`, `BREAK_GLASS_REQUIRED`
 */
export function prepareActivation(
  call: Call,
  locked: LockedAccount,
  memberId: string,
): (before: Activated, active: boolean, details?: object) => Promise<SendNotices | undefined> {
  const { tx } = locked;
  const requireOther = readOtherAdministrator(locked, memberId);
  const requireUnneeded = readBreakGlassRule(locked);
  const open = lockSessionsOf(locked, memberId);
  const invitations = lockInvitationsOf(locked, memberId);
  const administrators = readAdministrators(call, tx, memberId);
  return async (before, active, details = {}) => {
    if (!active) {
      await requireOther(before);
      await requireUnneeded(before);
    }
    const changes = { active, break_glass: false, changed_at: sql<Date>`now()` };
    await write(tx, tx.updateTable('memberships').set(changes).where('id', '=', memberId));
    // Also when enabling: a login that began before the member was disabled may have created a session just after.
    const sessions = await endSessions(tx, await open());
    await recordEvent(tx, call, {
      type: active ? 'membership_enabled' : 'membership_disabled',
      object: { ...memberObject(before), ...(active ? {} : { sessions }), ...details },
    });
    const made = await invitations();
    if (!active) await revokeInvitations(call, tx, { made, by: memberId, roles: null });
    const isRestored = active && before.administrator;
    return isRestored ? prepareNotices(call, tx, await administrators()) : undefined;
  };
}

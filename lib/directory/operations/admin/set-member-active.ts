import { withAccountLock } from '../../accounts/account-transaction';
import { readBreakGlassRule } from '../../accounts/break-glass';
import {
  lockMember,
  type MemberRow,
  memberObject,
  readOtherAdministrator,
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
    const { tx } = locked;
    const member = lockMember(locked, memberId);
    const requireStepUp = readStepUp(call, tx);
    const requireOther = readOtherAdministrator(locked, memberId);
    const requireUnneeded = readBreakGlassRule(locked);
    const open = lockSessionsOf(locked, memberId);
    const invitations = lockInvitationsOf(locked, memberId);
    const administrators = readAdministrators(call, tx, memberId);
    const before = await member();
    if (before.active === active) return { after: before };
    if (!active) {
      await requireOther(before);
      await requireUnneeded(before);
    } else if (before.administrator) await requireStepUp();

    const update = tx.updateTable('memberships').set({ active, break_glass: false });
    await write(tx, update.where('id', '=', memberId));
    // Also when enabling: a login that began before the member was disabled may have created a session just after.
    const sessions = await endSessions(tx, await open());
    await recordEvent(tx, call, {
      type: active ? 'membership_enabled' : 'membership_disabled',
      object: { ...memberObject(before), ...(active ? {} : { sessions }) },
    });
    const made = await invitations();
    if (!active) await revokeInvitations(call, tx, { made, by: memberId, roles: null });
    const isRestored = active && before.administrator;
    const notices = isRestored ? prepareNotices(call, tx, await administrators()) : undefined;
    return { after: { ...before, active, breakGlass: false }, notices };
  });
}

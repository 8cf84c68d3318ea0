import { withAccountLock } from '../../accounts/account-transaction';
import {
  lockMember,
  type MemberRow,
  memberObject,
  requireAnotherAdministrator,
} from '../../accounts/members';
import { recordEvent } from '../../audit-log/record-event';
import type { Call } from '../../call';
import { revokeInvitationsOf } from '../../invitations/revoke-invitations-of';
import { endSessions } from '../../sessions/end-sessions';
import { requireStepUp } from '../../sessions/require-step-up';

/** A member before and after a change. */
export interface MemberChange {
  readonly before: MemberRow;
  readonly after: MemberRow;
}

/** Enables or disables a member, unless nothing changes. */
export function setMemberActive(
  call: Call,
  memberId: string,
  active: boolean,
): Promise<MemberChange> {
  return withAccountLock(call, 'team:manager', async (locked) => {
    const before = await lockMember(locked, memberId);
    if (before.active === active) return { before, after: before };
    if (!active) await requireAnotherAdministrator(locked, before);
    else if (before.administrator) await requireStepUp(call, locked.tx);

    await locked.tx.updateTable('memberships').set({ active }).where('id', '=', memberId).execute();
    // Also when enabling: a login that began before the member was disabled may have created a session just after.
    const sessions = await endSessions(locked, before);
    await recordEvent(locked.tx, call, {
      type: active ? 'membership_enabled' : 'membership_disabled',
      object: { ...memberObject(before), ...(active ? {} : { sessions }) },
    });
    if (!active) await revokeInvitationsOf(call, locked, { membershipId: memberId, roles: null });
    return { before, after: { ...before, active } };
  });
}

import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { describeMember, lockMember, member, memberObject } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { notifyNewAdministrator } from '../../notifications/notify-account';
import { id } from '../../schemas';
import { endSessions } from '../../sessions/end-sessions';
import { requireStepUp } from '../../sessions/require-step-up';

/** Restores the same roles and credentials, but no sessions. */
export const enableMember = operation({
  name: 'admin/enable-member',
  summary: 'Restores the access of a disabled member.',
  access: requireRole('team:manager'),
  changes: true,
  input: strictObject({ member: id }),
  output: member,
  errors: ['NOT_FOUND', 'ADMINISTRATORS_ONLY', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { member: memberId }) {
    const { before, after } = await withAccountLock(call, 'team:manager', async (locked) => {
      const found = await lockMember(locked, memberId);
      if (found.active) return { before: found, after: found };
      if (found.administrator) await requireStepUp(call, locked.tx);
      await locked.tx
        .updateTable('memberships')
        .set({ active: true })
        .where('id', '=', memberId)
        .execute();
      // A login that began before the member was disabled may have created a session just after.
      await endSessions(locked, found);
      const object = memberObject(found);
      await recordEvent(locked.tx, call, { type: 'membership_enabled', object });
      return { before: found, after: { ...found, active: true } };
    });
    const isBack = after.administrator && !before.active;
    if (isBack) await notifyNewAdministrator(call, after, 'enabled');
    return describeMember(after);
  },
});

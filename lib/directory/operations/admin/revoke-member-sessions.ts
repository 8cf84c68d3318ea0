import { number, strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { lockMember, memberObject } from '../../accounts/members';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { id } from '../../schemas';
import { endedObject, endSessions, lockSessionsOf } from '../../sessions/end-sessions';

/**
 * Ends the sessions in this account only: the member's other accounts and credentials are not affected, and the
 * member can log in again. If the member is the caller, the current session ends too.
 */
export const revokeMemberSessions = operation({
  name: 'admin/revoke-member-sessions',
  summary: "Ends a member's sessions in the account.",
  access: requireRole('team:manager'),
  changes: true,
  input: strictObject({ member: id }),
  output: strictObject({ ended: number() }),
  errors: ['NOT_FOUND', 'ADMINISTRATORS_ONLY'],
  async run(call, { member: memberId }) {
    return withAccountLock(call, 'team:manager', async (locked) => {
      const { tx } = locked;
      const member = lockMember(locked, memberId);
      const open = lockSessionsOf(locked, memberId);
      const { id: membership, userId, email } = memberObject(await member());
      const sessions = await open();
      const ended = await endSessions(tx, sessions);
      if (ended === 0) return { ended };
      const object = { ...endedObject(sessions.map(({ id }) => id)), membership, userId, email };
      await recordEvent(tx, call, { type: 'session_deleted', object });
      return { ended };
    });
  },
});

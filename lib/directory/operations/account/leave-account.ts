import { withAccountLock } from '../../accounts/account-transaction';
import { lockMember } from '../../accounts/members';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { empty } from '../../schemas';
import { changeSession } from '../../sessions/create-session';
import { requireStepUp } from '../../sessions/require-step-up';
import { prepareRemoval } from './prepare-removal';

/**
 * Deletes the caller's credentials and other sessions in the account along with the membership. The session continues
 * without an account.
 */
export const leaveAccount = operation({
  name: 'account/leave-account',
  summary: "Ends the caller's membership in the session's account.",
  access: { apiKey: false, status: ['mfa_enrollment_required', 'authenticated'] },
  changes: true,
  input: empty,
  output: empty,
  errors: [
    'LAST_ADMINISTRATOR',
    'BREAK_GLASS_REQUIRED',
    'FORBIDDEN',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call) {
    const { membershipId = '' } = callerOf(call);
    return withAccountLock(call, 'developer:read-only', async (locked) => {
      const { tx } = locked;
      requireStepUp(call, tx);
      const member = lockMember(locked, membershipId);
      const remove = prepareRemoval(call, locked, membershipId);
      const found = await member();
      // First, since the sessions in the account are deleted with the membership.
      changeSession(tx, call, { account_id: null });
      await remove(found, { reason: 'left' });
      return {};
    });
  },
});

import { boolean, optional, strictObject } from 'valibot';
import { parseTypedEmail } from '../../../mail/email-address';
import { userDeletedMail } from '../../../mail/texts/user-mails';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { DirectoryError } from '../../errors';
import { notifyUser } from '../../notifications/notify-user';
import { email, empty } from '../../schemas';
import { removeUser } from './remove-user';

/**
 * An account with the user as its only member is closed, too. The audit logs keep what the user did. Only the operator
 * deletes events, by whole months.
 */
export const deleteUser = operation({
  name: 'account/delete-user',
  summary:
    "Deletes the caller's user, with all sessions, credentials and memberships. Requires the caller's email address as confirmation.",
  access: MFA_ENROLLMENT,
  changes: true,
  setsSession: true,
  input: strictObject({
    email,
    /** Whether accounts are closed whose only member is the user. */
    closeAccounts: optional(boolean(), false),
  }),
  output: empty,
  errors: [
    'LAST_ADMINISTRATOR',
    'ONLY_MEMBER',
    'BREAK_GLASS_REQUIRED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, input) {
    const { userId = '', name: own } = callerOf(call);
    const confirmed = parseTypedEmail(input.email);
    if (confirmed === null || confirmed.key !== parseTypedEmail(own)?.key) {
      throw new DirectoryError('INPUT_INVALID', { problems: ['email must be your own'] });
    }
    await removeUser(call, input);
    call.setSession(null);
    await notifyUser(call, { userId, email: own }, userDeletedMail);
    return {};
  },
});

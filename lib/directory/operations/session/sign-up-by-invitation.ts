import { strictObject } from 'valibot';
import { operation } from '../../api/operation';
import { inTransaction } from '../../database/database';
import { DirectoryError } from '../../errors';
import { consumeInvitation, joinAccount } from '../../invitations/consume-invitation';
import { findLiveInvitation } from '../../invitations/invitations';
import { hashNewPassword, PASSWORD_ERRORS } from '../../passwords/hash-new-password';
import { boundedText, linkToken, password, status } from '../../schemas';
import { startSession } from '../../sessions/create-session';
import { endPresentedSession } from '../../sessions/end-sessions';
import { requireMixedSso } from '../../sessions/sso-result';
import { createUser } from '../../users/create-user';
import { parseDisplayName } from '../../users/display-name';

/**
 * Makes the user a member of the inviting account and starts a session there. The link proves that the user
 * owns the address.
 */
export const signUpByInvitation = operation({
  name: 'session/sign-up-by-invitation',
  summary: 'Creates a user for an invited email address that has none.',
  access: 'anyone',
  changes: true,
  setsSession: true,
  input: strictObject({ token: linkToken, name: boundedText(1000), password }),
  output: strictObject({ status }),
  errors: ['LINK_INVALID', 'SSO_REQUIRED', 'EMAIL_EXISTS', 'NAME_INVALID', ...PASSWORD_ERRORS],
  async run(call, input) {
    const { token } = input;
    const invited = await findLiveInvitation(call.database, token);
    if (invited.sso === 'enforced') throw new DirectoryError('SSO_REQUIRED');
    if (invited.hasUser) throw new DirectoryError('EMAIL_EXISTS');
    const { email, emailKey, accountId, accountName, mfaRequired } = invited;
    const { name } = parseDisplayName(input.name);
    const passwordHash = await hashNewPassword(call, {
      password: input.password,
      email,
      name,
      accountNames: [accountName],
    });
    await inTransaction(call.database, async (tx) => {
      const user = await createUser(tx, call, { email, emailKey, name, passwordHash, accountId });
      const invitation = consumeInvitation(tx, token);
      requireMixedSso(tx, accountId);
      const replaced = endPresentedSession(tx, call);
      await joinAccount(tx, call, { found: await invitation(), user });
      const ended = await replaced();
      const session = { userId: user.id, email, accountId, secondFactorDue: false };
      await startSession(tx, call, { ...session, ended });
    });
    return {
      status: mfaRequired ? ('mfa_enrollment_required' as const) : ('authenticated' as const),
    };
  },
});

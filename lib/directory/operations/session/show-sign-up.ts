import { strictObject, string } from 'valibot';
import { operation } from '../../api/operation';
import { DirectoryError } from '../../errors';
import { linkToken } from '../../schemas';
import { findSignUp } from '../../users/find-sign-up';

export const showSignUp = operation({
  name: 'session/show-sign-up',
  summary: 'Shows the email address that a sign-up link verifies to the holder of the link.',
  access: 'anyone',
  // It changes nothing, but `changes` requires a JSON body, which keeps the secret out of the URL.
  changes: true,
  input: strictObject({ token: linkToken }),
  output: strictObject({ email: string() }),
  errors: ['SIGN_UP_CLOSED', 'LINK_INVALID'],
  async run(call, { token }) {
    if (!call.settings.allowSignUp) throw new DirectoryError('SIGN_UP_CLOSED');
    const { email } = await findSignUp(call.database, token);
    return { email };
  },
});

import { nullable, strictObject, string } from 'valibot';
import { operation } from '../../api/operation';
import { linkToken } from '../../schemas';
import { findSignUp } from '../../users/find-sign-up';

export const showSignUp = operation({
  name: 'session/show-sign-up',
  summary: 'Shows the email address that a sign-up link verifies to the holder of the link.',
  access: 'anyone',
  // It changes nothing, but `changes` requires a JSON body, which keeps the secret out of the URL.
  changes: true,
  input: strictObject({ token: linkToken }),
  /** The address is null if the link is the operator's, for the first account. */
  output: strictObject({ email: nullable(string()) }),
  errors: ['SIGN_UP_CLOSED', 'LINK_INVALID'],
  run: (call, { token }) => findSignUp(call, token),
});

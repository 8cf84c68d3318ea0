import { strictObject, string } from 'valibot';
import { operation } from '../../api/operation';
import { findReset } from '../../passwords/find-reset';
import { linkToken } from '../../schemas';

export const showReset = operation({
  name: 'session/show-reset',
  summary: 'Shows whose password a reset link sets to the holder of the link.',
  access: 'anyone',
  // It changes nothing, but `changes` requires a JSON body, which keeps the secret out of the URL.
  changes: true,
  input: strictObject({ token: linkToken }),
  output: strictObject({ email: string() }),
  errors: ['LINK_INVALID'],
  async run(call, { token }) {
    const { email } = await findReset(call.database, token);
    return { email };
  },
});

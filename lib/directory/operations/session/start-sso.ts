import { optional, strictObject } from 'valibot';
import { parseTypedEmail } from '../../../mail/email-address';
import { operation } from '../../api/operation';
import { DirectoryError } from '../../errors';
import { email, id } from '../../schemas';
import { startAttempt, startedSso } from '../../sso/sso-attempt';

/**
 * The page keeps `attempt` where only its own origin can read it, opens the URL, and sends `attempt` to
 * `session/finish-sso` when the provider has sent the browser back.
 */
export const startSso = operation({
  name: 'session/start-sso',
  summary: 'Starts a login with an identity provider.',
  access: 'anyone',
  changes: true,
  input: strictObject({ identityProvider: id, email: optional(email) }),
  output: startedSso,
  errors: ['NOT_FOUND', 'IDENTITY_PROVIDER_UNAVAILABLE', 'IDENTITY_PROVIDER_INVALID'],
  async run(call, given) {
    const provider = await call.database
      .selectFrom('identity_providers')
      .selectAll()
      .where('id', '=', given.identityProvider)
      .where('active', '=', true)
      .executeTakeFirst();
    if (provider === undefined) throw new DirectoryError('NOT_FOUND');
    const address = parseTypedEmail(given.email ?? '')?.email;
    return startAttempt(call, { provider, purpose: 'login', email: address });
  },
});

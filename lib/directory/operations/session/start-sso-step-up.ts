import { AFTER_MFA } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { DirectoryError } from '../../errors';
import { empty } from '../../schemas';
import { startAttempt, startedSso } from '../../sso/sso-attempt';

/**
 * The way to step up for users without a password and a second factor. `session/finish-sso` in the same session completes it.
 * The provider that began a session may step it up wherever it is, so it needs no own login.
 */
export const startSsoStepUp = operation({
  name: 'session/start-sso-step-up',
  summary:
    "Starts a step-up at the session's identity provider, which authenticates the user again.",
  access: AFTER_MFA,
  changes: true,
  input: empty,
  output: startedSso,
  errors: [
    'STEP_UP_UNAVAILABLE',
    'IDENTITY_PROVIDER_UNAVAILABLE',
    'IDENTITY_PROVIDER_INVALID',
    'SESSION_EXPIRED',
  ],
  async run(call) {
    const { credentialId = '', name: email } = callerOf(call);
    const provider = await call.database
      .selectFrom('identity_providers as p')
      .innerJoin('sessions as s', 's.idp_id', 'p.id')
      .selectAll('p')
      .where('s.id', '=', credentialId)
      .executeTakeFirst();
    // GitHub has no way to ask its user again, and no time of the login.
    if (provider === undefined || provider.type === 'github') {
      throw new DirectoryError('STEP_UP_UNAVAILABLE');
    }
    return startAttempt(call, { provider, purpose: 'step-up', sessionId: credentialId, email });
  },
});

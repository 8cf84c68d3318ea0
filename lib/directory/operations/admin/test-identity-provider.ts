import { strictObject } from 'valibot';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { together } from '../../database/database';
import { DirectoryError } from '../../errors';
import { id } from '../../schemas';
import { acceptStepUp, stepUpOf } from '../../sessions/require-step-up';
import { providerObject, selectProviders } from '../../sso/identity-provider';
import { startAttempt, startedSso } from '../../sso/sso-attempt';

/** Works before the provider is active. `session/finish-sso` in the same session shows what the provider sent. */
export const testIdentityProvider = operation({
  name: 'admin/test-identity-provider',
  summary: "Starts a test of one of the account's identity providers, which logs nobody in.",
  access: { apiKey: false, role: 'administrator' },
  changes: true,
  input: strictObject({ id }),
  output: startedSso,
  errors: [
    'NOT_FOUND',
    'IDENTITY_PROVIDER_UNAVAILABLE',
    'IDENTITY_PROVIDER_INVALID',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, given) {
    const { accountId = '', credentialId = '', name: email } = callerOf(call);
    const { database } = call;
    const [stepUp, [provider]] = await together(
      database,
      stepUpOf(call, database),
      selectProviders(database, accountId).where('id', '=', given.id),
    );
    acceptStepUp(stepUp);
    if (provider === undefined) throw new DirectoryError('NOT_FOUND');
    return startAttempt(call, {
      provider,
      purpose: 'test',
      sessionId: credentialId,
      email,
      event: { type: 'identity_provider_tested', object: providerObject(provider) },
    });
  },
});

import { strictObject } from 'valibot';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { together } from '../../database/database';
import { DirectoryError } from '../../errors';
import { id } from '../../schemas';
import { acceptStepUp, stepUpOf } from '../../sessions/require-step-up';
import { MAX_IDENTITIES, requireIdentityQuota, selectLinkable } from '../../sso/linked-identity';
import { startAttempt, startedSso } from '../../sso/sso-attempt';

/** `session/finish-sso` in the same session links the identity. */
export const startIdentityLink = operation({
  name: 'account/start-identity-link',
  summary:
    'Starts to link an identity at a provider of the service or of the account, which can then log in as the caller.',
  access: SELF_SERVICE,
  changes: true,
  input: strictObject({ identityProvider: id }),
  output: startedSso,
  errors: [
    'NOT_FOUND',
    'LIMIT_REACHED',
    'IDENTITY_PROVIDER_UNAVAILABLE',
    'IDENTITY_PROVIDER_INVALID',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, given) {
    const { userId = '', credentialId = '' } = callerOf(call);
    const { database } = call;
    const identities = database
      .selectFrom('user_identities')
      .select('subject')
      .where('user_id', '=', userId)
      .limit(MAX_IDENTITIES);
    const [stepUp, [provider], linked] = await together(
      database,
      stepUpOf(call, database),
      selectLinkable(call).where('id', '=', given.identityProvider),
      identities,
    );
    acceptStepUp(stepUp);
    if (provider === undefined) throw new DirectoryError('NOT_FOUND');
    requireIdentityQuota(linked);
    return startAttempt(call, { provider, purpose: 'link', sessionId: credentialId });
  },
});

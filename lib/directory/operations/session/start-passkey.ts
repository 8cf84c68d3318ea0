import { ANY_SESSION } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { DirectoryError } from '../../errors';
import { purposeInSession } from '../../passkeys/passkey-ceremony';
import { createRequestOptions, requestOptions } from '../../passkeys/request-options';
import { empty } from '../../schemas';

/** The answer is valid in the same session only: as the second factor of its login, and later as a step-up. */
export const startPasskey = operation({
  name: 'session/start-passkey',
  summary: "Returns the options with which a browser uses one of the caller's passkeys.",
  access: ANY_SESSION,
  changes: true,
  input: empty,
  output: requestOptions,
  errors: ['MFA_NOT_ENABLED'],
  async run(call) {
    const { userId = '' } = callerOf(call);
    const options = await createRequestOptions(call, purposeInSession(call), userId);
    if (options.allowCredentials.length === 0) throw new DirectoryError('MFA_NOT_ENABLED');
    return options;
  },
});

import { operation } from '../../api/operation';
import { createRequestOptions, requestOptions } from '../../passkeys/request-options';
import { empty } from '../../schemas';

/** Names no passkeys, so it does not reveal who has one. */
export const startPasskeyLogin = operation({
  name: 'session/start-passkey-login',
  summary: 'Returns the options with which a browser logs in with a passkey.',
  access: 'anyone',
  changes: true,
  input: empty,
  output: requestOptions,
  errors: [],
  run: (call) => createRequestOptions(call, 'login'),
});

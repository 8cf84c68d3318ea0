import { markAccess } from '../guard/access';
import { logNotConfigured } from '../log';
import type { Context, FunctionEvent, TwilioHandler } from '../types';
import { doctorScheme } from './doctor-scheme';
import { FAILURES, keySetResponse, oauthErrorResponse } from './responses';
import { signingKeys } from './signing-keys';

/**
 * Creates a handler that publishes the public halves of the signing keys (RFC 7517 section 5), for services that
 * verify tokens: the key of `JWT_SIGNING_KEY`, and that of `JWT_SIGNING_KEY_PREVIOUS`, whose tokens are valid
 * until they expire. If keys are missing or wrong, it answers 500 and logs one line with every problem.
 *
 * @returns a handler for `open`, because the keys are public.
 * @example
 * export const handler = open(jwksEndpoint());
 */
export function jwksEndpoint(): TwilioHandler<Context, FunctionEvent> {
  const readKeys = signingKeys();
  const publish: TwilioHandler<Context, FunctionEvent> = (context, _event, callback) => {
    const keys = readKeys(context);
    if ('problems' in keys) {
      logNotConfigured(keys.problems);
      callback(null, oauthErrorResponse(FAILURES.serverError));
      return;
    }
    callback(null, keySetResponse(keys.published));
  };
  return markAccess(publish, { access: 'unguarded', schemes: [doctorScheme(readKeys)] });
}

import { markAccess } from '../guard/access';
import { logNotConfigured } from '../log';
import type { Context, FunctionEvent, TwilioHandler } from '../types';
import { doctorScheme } from './doctor-scheme';
import { FAILURES, keySetResponse, oauthErrorResponse } from './responses';
import { signingKeys } from './signing-keys';

/**
 * Publishes the public halves of the keys that sign tokens (RFC 7517 section 5), for whoever checks
 * these: of `JWT_SIGNING_KEY`, and of `JWT_SIGNING_KEY_PREVIOUS`, whose tokens count until they expire.
 * Missing or wrong keys are answered with 500, and one log line that names every problem.
 *
 * @returns a handler for `open`: the keys are for everybody.
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

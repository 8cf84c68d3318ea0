import { markAccess } from '../guard/access';
import { configureSchemes } from '../guard/authenticate';
import { ANY_ADDRESS } from '../guard/check-address';
import { decisionOf, notifyDecision } from '../guard/decision';
import { logError, logNotConfigured } from '../log';
import type { Context, FunctionEvent, TwilioHandler } from '../types';
import { isPromiseLike, thenSync } from '../util/maybe-promise';
import { problemsOf } from '../util/option-problems';
import { doctorScheme } from './doctor-scheme';
import { type GrantResult, grantToken } from './grant-token';
import { FAILURES, oauthErrorResponse } from './responses';
import { signingKeys } from './signing-keys';
import { parseTokenOptions, type TokenEndpointOptions, tokenSettings } from './token-options';

/** The handler that {@link tokenEndpoint} creates. */
type Endpoint = TwilioHandler<Context, FunctionEvent>;

const POLICY = { enforce: true, optional: false };

/**
 * Creates the token endpoint of OAuth 2.0 for the client credentials grant (RFC 6749 section 4.4). A client that
 * authenticates by Basic or in the body gets a JWT access token (RFC 9068), signed with `JWT_SIGNING_KEY`. The
 * token has the requested scopes that the client may have.
 *
 * `OAUTH_SCOPES`, with lines `client:scope scope`, and the option `scopes` define the scopes that a client may
 * have. If settings are missing or wrong, the endpoint answers 500 and logs one line with every problem.
 *
 * @returns a handler for `open`, because it authenticates clients itself.
 * @throws TypeError when the file loads, if the options are invalid.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 * @example
 * export const handler = open(tokenEndpoint({ clients: basic(), lifetimeSeconds: 600 }));
 */
export function tokenEndpoint(given: TokenEndpointOptions): Endpoint {
  const options = parseTokenOptions(given);
  const { clients, onDecision } = options;
  const readKeys = signingKeys();
  const readSettings = tokenSettings();

  const respond = (context: object, event: unknown): GrantResult | PromiseLike<GrantResult> => {
    const schemes = configureSchemes({ schemes: [clients], address: ANY_ADDRESS }, context);
    const keys = readKeys(context);
    const settings = readSettings(context);
    const problems = [schemes, keys, settings].flatMap(problemsOf);
    if (problems.length > 0 || 'problems' in keys || 'problems' in settings) {
      logNotConfigured(problems);
      return { response: oauthErrorResponse(FAILURES.serverError), outcome: undefined };
    }
    return grantToken(event, context, { schemes, keys, settings, options });
  };
  const endpoint: Endpoint = (context, event, callback) => {
    const send = ({ response, outcome }: GrantResult) =>
      thenSync(notifyDecision(decisionOf(outcome, 'token', context, POLICY), onDecision), () =>
        callback(null, response),
      );
    const giveUp = (reason: unknown) => {
      logError('the token endpoint failed, so its caller gets no token:', reason);
      callback(null, oauthErrorResponse(FAILURES.serverError));
    };
    try {
      const done = thenSync(respond(context, event), send);
      if (isPromiseLike(done)) done.then(undefined, giveUp);
    } catch (reason) {
      giveUp(reason);
    }
  };
  const schemes = [clients, doctorScheme(readKeys, readSettings)];
  return markAccess(endpoint, { access: 'unguarded', schemes });
}

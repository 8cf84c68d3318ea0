import { type Edge, takeEdge } from '../edge/take-edge';
import { notConfigured } from '../http/responses';
import { logNotConfigured } from '../log';
import type {
  AuthUnder,
  Context,
  Decision,
  FunctionEvent,
  Handler,
  Outcome,
  Policy,
  TwilioHandler,
} from '../types';
import { isPromiseLike, thenSync } from '../util/maybe-promise';
import { type Access, markAccess, markOf, operationOf } from './access';
import { type AuthenticationResult, authenticate, configureSchemes } from './authenticate';
import { ANY_ADDRESS } from './check-address';
import { decisionOf, isAllowed, notifyDecision } from './decision';
import { loginRedirect } from './login-redirect';
import { type ParsedPolicy, parsePolicy } from './policy';
import { refusalResponse } from './refusal-response';
import { runHandler } from './run-handler';

/**
 * Protects a Function: the handler runs only for callers that satisfy the policy, and `context.auth`
 * identifies the caller.
 *
 * Other callers get a 401 with a challenge, or a 429 after too many failed attempts. A browser is redirected
 * to the login page if a scheme has one. If settings are missing or wrong, every caller gets a 500.
 *
 * @param policy - a scheme, an array of schemes, or an object with options. In an array, the first
 *   scheme that finds its own credentials decides.
 * @param handler - an ordinary Twilio handler. It may use `callback`, or return a value or a promise.
 * @returns the handler to export from the Function's file.
 * @throws TypeError when the file loads, if the policy or the handler is invalid.
 * @see https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
 * @example
 * export const handler = withAuth(basic(), async (context) => `Ahoy, ${context.auth.username}!`);
 */
export function withAuth<
  const P extends Policy,
  C extends object = Context,
  E extends object = FunctionEvent,
>(
  policy: P,
  handler: Handler<C & { readonly auth: AuthUnder<P>; readonly edge?: Edge }, E>,
): TwilioHandler<C, E> {
  const parsed = parsePolicy(policy);
  const { schemes, enforce, onDecision } = parsed;
  if (typeof handler !== 'function') {
    throw new TypeError('withAuth: the handler must be a function.');
  }

  const guarded: TwilioHandler<C, E> = (context, event, callback) => {
    takeEdge(event, context);
    const answer = parsed.withCors(event, callback);
    const notify = (scheme: string, outcome?: Outcome, more: Pick<Decision, 'redirected'> = {}) =>
      notifyDecision({ ...decisionOf(outcome, scheme, context, parsed), ...more }, onDecision);

    const ready = configureSchemes(parsed, context);
    if (ready.problems.length > 0) logNotConfigured(ready.problems);
    const refuseAll = () => answer(null, notConfigured());

    const afterDecision = (result: AuthenticationResult) => {
      const { scheme, outcome } = result;
      const isRefused = enforce && !isAllowed(outcome, parsed);
      const redirect = isRefused ? loginRedirect(result, ready, { event, context }) : undefined;
      return thenSync(notify(scheme, outcome, redirect && { redirected: true }), () => {
        if (isRefused) {
          answer(null, redirect ?? refusalResponse(result, ready, parsed.challenge));
          return;
        }
        const principal = outcome.status === 'accepted' ? outcome.principal : undefined;
        const identified = Object.assign(context, { auth: principal as AuthUnder<P> });
        runHandler(handler, identified, () => parsed.rewriteEvent(event, identified), answer);
      });
    };
    const authorizeAndRespond = (result: AuthenticationResult) =>
      thenSync(parsed.authorize(result, ready, context, event), afterDecision);
    const finished =
      ready.problems.length > 0
        ? thenSync(notify(schemes[0].name), refuseAll)
        : thenSync(authenticate(ready, event, context), authorizeAndRespond);
    if (isPromiseLike(finished)) finished.then(undefined, answer);
  };
  const { operation } = markOf(handler);
  return markAccess(guarded, {
    access: accessLevelOf(parsed),
    schemes,
    authorize: parsed.requirement,
    needsEdge: parsed.address !== ANY_ADDRESS,
    operation: operation === operationOf(schemes) ? operation : undefined,
  });
}

function accessLevelOf({ enforce, optional }: ParsedPolicy): Access {
  if (!enforce) return 'report-only';
  return optional ? 'optional' : 'guarded';
}

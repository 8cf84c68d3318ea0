import { notConfigured } from '../http/responses';
import { logNotConfigured } from '../log';
import type {
  AuthUnder,
  Context,
  FunctionEvent,
  Handler,
  Outcome,
  Policy,
  TwilioHandler,
} from '../types';
import { isPromiseLike, thenSync } from '../util/maybe-promise';
import { type Access, markAccess, markOf, operationOf } from './access';
import { type AuthenticationResult, authenticate, configureSchemes } from './authenticate';
import { decisionOf, isAllowed, notifyDecision } from './decision';
import { type ReadPolicy, readPolicy } from './policy';
import { refusalResponse } from './refusal-response';
import { runHandler } from './run-handler';

/**
 * Closes a Function: only callers that satisfy the policy reach the handler, with who they are in
 * `context.auth`. Everybody else gets a 401 with a challenge, or a 429 after too many guesses; missing or
 * wrong settings, a 500.
 *
 * @param policy - a scheme, an array of which the first that sees its own credentials decides, or an
 *   object.
 * @param handler - an ordinary Twilio handler. It may use `callback`, return a value or a promise.
 * @returns the handler to export from the Function's file.
 * @throws TypeError when the file loads, where policy or handler are none.
 * @see https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
 * @example
 * export const handler = withAuth(basic(), async (context) => `Ahoy, ${context.auth.username}!`);
 */
export function withAuth<
  const P extends Policy,
  C extends object = Context,
  E extends object = FunctionEvent,
>(policy: P, handler: Handler<C & { readonly auth: AuthUnder<P> }, E>): TwilioHandler<C, E> {
  const read = readPolicy(policy);
  const { schemes, enforce, onDecision } = read;
  if (typeof handler !== 'function')
    throw new TypeError('withAuth: the handler must be a function.');

  const guarded: TwilioHandler<C, E> = (context, event, callback) => {
    const answer = read.share(event, callback);
    const tell = (scheme: string, outcome?: Outcome) =>
      notifyDecision(decisionOf(outcome, scheme, context, read), onDecision);

    const bench = configureSchemes(schemes, context);
    if (bench.problems.length > 0) logNotConfigured(bench.problems);
    const refuseAll = () => answer(null, notConfigured());

    const act = (judgement: AuthenticationResult) => {
      const { scheme, outcome } = judgement;
      return thenSync(tell(scheme, outcome), () => {
        if (enforce && !isAllowed(outcome, read)) {
          answer(null, refusalResponse(judgement, bench, read.challenge));
          return;
        }
        const principal = outcome.status === 'accepted' ? outcome.principal : undefined;
        const identified = Object.assign(context, { auth: principal as AuthUnder<P> });
        runHandler(handler, identified, () => read.view(event, identified), answer);
      });
    };
    const decide = (judgement: AuthenticationResult) =>
      thenSync(read.authorize(judgement, bench, context, event), act);
    const done =
      bench.problems.length > 0
        ? thenSync(tell(schemes[0].name), refuseAll)
        : thenSync(authenticate(bench.configured, event, context), decide);
    if (isPromiseLike(done)) done.then(undefined, answer);
  };
  const { operation } = markOf(handler);
  return markAccess(guarded, {
    access: accessUnder(read),
    schemes,
    authorize: read.requirement,
    operation: operation === operationOf(schemes) ? operation : undefined,
  });
}

function accessUnder({ enforce, optional }: ReadPolicy): Access {
  if (!enforce) return 'report-only';
  return optional ? 'optional' : 'guarded';
}

import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { markAccess } from './access';
import { after, isPromiseLike } from './after';
import { decisionOf, report } from './decision';
import { notConfigured, tooManyRequests, unauthorized } from './http/responses';
import { type Bench, configure, type Judgement, judge } from './judge';
import { logError } from './log';
import { readPolicy } from './policy';
import { runHandler } from './run-handler';
import type {
  Context,
  FunctionEvent,
  Handler,
  Identity,
  Outcome,
  Policy,
  Refusal,
  TwilioHandler,
} from './types';

const MAX_PROBLEMS_LOGGED = 20;

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
>(policy: P, handler: Handler<C & { readonly auth: Identity<P> }, E>): TwilioHandler<C, E> {
  const { schemes, enforce, onDecision, view } = readPolicy(policy);
  if (typeof handler !== 'function')
    throw new TypeError('withAuth: the handler must be a function.');

  const guarded: TwilioHandler<C, E> = (context, event, callback) => {
    const tell = (scheme: string, outcome?: Outcome) =>
      report(decisionOf(outcome, scheme, context, enforce), onDecision);

    const { configured, problems } = configure(schemes, context);
    if (problems.length > 0) {
      logError(`authentication is not configured: ${listed(problems)}.`);
    }
    const refuseAll = () => callback(null, notConfigured());

    const act = ({ scheme, outcome }: Judgement) =>
      after(tell(scheme, outcome), () => {
        const auth = outcome.status === 'accepted' ? outcome.principal : undefined;
        if (auth === undefined && enforce) {
          callback(null, refusal(outcome, configured));
          return;
        }
        const identified = Object.assign(context, { auth: auth as Identity<P> });
        runHandler(handler, identified, () => view(event, identified), callback);
      });
    const done =
      problems.length > 0
        ? after(tell(schemes[0].name), refuseAll)
        : after(judge(configured, event, context), act);
    if (isPromiseLike(done)) done.then(undefined, callback);
  };
  return markAccess(guarded, enforce ? 'guarded' : 'reporting', schemes);
}

function listed(problems: readonly string[]): string {
  const shown = problems.slice(0, MAX_PROBLEMS_LOGGED).join('; ');
  const left = problems.length - MAX_PROBLEMS_LOGGED;
  return left > 0 ? `${shown}; and ${left} more` : shown;
}

function refusal(outcome: Outcome, configured: Bench['configured']): TwilioResponse {
  const { retryAfterSeconds } = outcome as Partial<Refusal>;
  if (retryAfterSeconds !== undefined) return tooManyRequests(retryAfterSeconds);
  return unauthorized(configured.map(({ authenticator }) => authenticator.challenge));
}

import { markAccess } from './access';
import { notConfigured, unauthorized } from './http/responses';
import { logError, logWarning } from './log';
import { readPolicy } from './policy';
import { isPromiseLike, runHandler } from './run-handler';
import type {
  Authenticator,
  Context,
  FunctionEvent,
  Handler,
  Identity,
  Outcome,
  Policy,
  Scheme,
  TwilioHandler,
} from './types';

const ABSENT: Outcome = Object.freeze({ status: 'absent' });

/**
 * Closes a Function: only callers that satisfy the policy reach the handler, with who they are in
 * `context.auth`. Everybody else gets a 401 with a challenge; missing or wrong settings, a 500.
 *
 * @param policy - a scheme, an array of schemes of which any one lets the caller in, or an object.
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
  const { schemes, enforce } = readPolicy(policy);
  if (typeof handler !== 'function')
    throw new TypeError('withAuth: the handler must be a function.');

  const guarded: TwilioHandler<C, E> = (context, event, callback) => {
    const { authenticators, problems } = configure(schemes, context);
    if (problems.length > 0) {
      logError(`authentication is not configured: ${problems.join('; ')}.`);
      callback(null, notConfigured());
      return;
    }

    const proceed = (outcome: Outcome): void => {
      const auth = outcome.status === 'accepted' ? outcome.principal : undefined;
      if (auth === undefined && enforce) {
        callback(null, unauthorized(authenticators.map(({ challenge }) => challenge)));
        return;
      }
      if (auth === undefined) logWarning(`not enforced: ${reasonOf(outcome)}.`);
      const identified = Object.assign(context, { auth: auth as Identity<P> });
      runHandler(handler, identified, event, callback);
    };

    const outcome = judge(authenticators, event);
    if (isPromiseLike(outcome)) outcome.then(proceed).catch(callback);
    else proceed(outcome);
  };
  return markAccess(guarded, enforce ? 'guarded' : 'reporting');
}

function configure(schemes: readonly Scheme[], context: object) {
  const authenticators: Authenticator[] = [];
  const problems: string[] = [];
  for (const scheme of schemes) {
    const configured = scheme.configure(context);
    if ('problems' in configured) problems.push(...configured.problems);
    else authenticators.push(configured);
  }
  return { authenticators, problems };
}

/** Never throws and never rejects: whatever goes wrong in a scheme is a refusal. */
function judge(authenticators: readonly Authenticator[], event: unknown) {
  try {
    const outcome = anyAccepted(authenticators, event, ABSENT);
    return isPromiseLike(outcome) ? outcome.then(undefined, refusalFor) : outcome;
  } catch (reason) {
    return refusalFor(reason);
  }
}

function anyAccepted(
  [authenticator, ...others]: readonly Authenticator[],
  event: unknown,
  otherwise: Outcome,
): Outcome | Promise<Outcome> {
  if (authenticator === undefined) return otherwise;
  const next = (outcome: Outcome) => {
    if (outcome.status === 'accepted') return outcome;
    return anyAccepted(others, event, outcome.status === 'refused' ? outcome : otherwise);
  };
  const outcome = authenticator.authenticate(event);
  return isPromiseLike(outcome) ? outcome.then(next) : next(outcome);
}

function refusalFor(reason: unknown): Outcome {
  logError('a scheme failed, so its caller was refused:', reason);
  return { status: 'refused', code: 'SCHEME_FAILED' };
}

function reasonOf(outcome: Outcome): string {
  return outcome.status === 'refused' ? outcome.code : 'CREDENTIALS_MISSING';
}

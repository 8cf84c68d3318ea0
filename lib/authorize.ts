import { after, isPromiseLike } from './after';
import { insufficientScope } from './http/challenge';
import type { Bench, Judgement } from './judge';
import { logError } from './log';
import { isScope } from './scope';
import type { Authorize, Context, Outcome, Principal, Requirement } from './types';

/** Looks at a caller who was identified once more. Never throws and never rejects. */
export type Authorization = (
  judgement: Judgement,
  bench: Bench,
  context: object,
  event: unknown,
) => Judgement | PromiseLike<Judgement>;

/**
 * Makes the check of a policy's `authorize`: who is identified and may not go on, is refused with 403.
 *
 * @throws TypeError where the option is none.
 */
export function authorization(option: Authorize | undefined): Authorization {
  if (option === undefined) return (judgement) => judgement;
  const scopes = typeof option === 'function' ? undefined : readScopes(option);
  const isAllowed = typeof option === 'function' ? option : hasScopes(scopes ?? []);

  return (judgement, { configured }, context, event) => {
    const { outcome, scheme } = judgement;
    if (outcome.status !== 'accepted') return judgement;
    const { principal } = outcome;
    return after(ask(isAllowed, principal, context as Context, event), (answer) => {
      if (answer === true) return judgement;
      const own = configured.find((one) => one.scheme === scheme)?.authenticator.challenge;
      return { scheme, outcome: forbidden(principal, scopes && insufficientScope(own, scopes)) };
    });
  };
}

type Predicate = Extract<Authorize, (...given: never) => unknown>;

function ask(isAllowed: Predicate, ...given: Parameters<Predicate>) {
  const refuse = (reason: unknown) => {
    logError('authorize failed, so its caller was refused:', reason);
    return false;
  };
  try {
    const answer = isAllowed(...given);
    return isPromiseLike(answer) ? answer.then(undefined, refuse) : answer;
  } catch (reason) {
    return refuse(reason);
  }
}

function hasScopes(required: readonly string[]): Predicate {
  return ({ scopes = [] }) => required.every((scope) => scopes.includes(scope));
}

function forbidden({ username }: Principal, challenge: string | undefined): Outcome {
  const refusal = { status: 'refused', code: 'FORBIDDEN', username, httpStatus: 403 } as const;
  return challenge === undefined ? refusal : { ...refusal, challenge };
}

function readScopes(given: Requirement): readonly string[] {
  const { scopes, ...unknown } = (given ?? {}) as Partial<Requirement>;
  const isRight =
    Array.isArray(scopes) &&
    scopes.length > 0 &&
    scopes.every(isScope) &&
    Object.keys(unknown).length === 0;
  if (isRight) return [...scopes];
  throw new TypeError('withAuth: authorize must be a function or { scopes: [names] }.');
}

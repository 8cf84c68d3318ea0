import { edgeOf } from '../edge/take-edge';
import { logError } from '../log';
import type { Decision, DecisionCode, OnDecision, Outcome } from '../types';
import { isPromiseLike } from '../util/maybe-promise';

/** The parts of a policy that a decision depends on. */
interface PolicyFlags {
  readonly enforce: boolean;
  /** Whether callers without any credentials are allowed. */
  readonly optional: boolean;
}

/** Returns the decision about one request. `outcome` is undefined if the settings have problems. */
export function decisionOf(
  outcome: Outcome | undefined,
  scheme: string,
  context: object,
  policy: PolicyFlags,
): Decision {
  const { PATH } = context as { readonly PATH?: unknown };
  // The object has one shape for known and unknown users, so that timing does not tell them apart.
  return {
    decision: isAllowed(outcome, policy) ? 'allow' : 'block',
    code: codeOf(outcome),
    scheme,
    username: usernameIn(outcome),
    path: typeof PATH === 'string' ? PATH : undefined,
    enforced: policy.enforce,
    edge: edgeOf(context)?.name,
  };
}

/** Returns whether the policy allows a caller. `enforce` makes no difference. */
export function isAllowed(
  outcome: Outcome | undefined,
  { optional }: Pick<PolicyFlags, 'optional'>,
): boolean {
  if (outcome?.status === 'accepted') return true;
  return optional && outcome?.status === 'absent';
}

/**
 * Logs a decision as one line of JSON, `{"basic_auth":{"decision":"allow","username":"ada"},…}`.
 *
 * A refusal is logged after its response is sent, because the time that logging takes depends on
 * whether the user is known.
 */
export function logDecision(decision: Decision): void {
  if (decision.decision === 'allow') write(decision);
  else queueMicrotask(() => write(decision));
}

/**
 * Passes a decision to `onDecision`, and logs an error that it causes. Never throws and never rejects.
 *
 * @returns a promise if `onDecision` returned one.
 */
export function notifyDecision(decision: Decision, onDecision: OnDecision): unknown {
  const failed = (reason: unknown) => logError('onDecision failed:', reason);
  try {
    const result = onDecision(decision);
    return isPromiseLike(result) ? result.then(undefined, failed) : undefined;
  } catch (reason) {
    return failed(reason);
  }
}

function write({ decision, username, scheme, ...rest }: Decision): void {
  console.log(JSON.stringify({ [`${scheme}_auth`]: { decision, username }, scheme, ...rest }));
}

function usernameIn(outcome: Outcome | undefined): string | undefined {
  if (outcome?.status === 'accepted') return outcome.principal.username;
  return outcome?.status === 'refused' ? outcome.username : undefined;
}

function codeOf(outcome: Outcome | undefined): DecisionCode {
  if (outcome === undefined) return 'NOT_CONFIGURED';
  if (outcome.status === 'absent') return 'CREDENTIALS_MISSING';
  return outcome.status === 'refused' ? outcome.code : 'CREDENTIALS_ACCEPTED';
}

import { logError } from '../log';
import type { Decision, DecisionCode, OnDecision, Outcome } from '../types';
import { isPromiseLike } from '../util/maybe-promise';

/** The parts of a policy that a decision depends on. */
interface PolicyFlags {
  readonly enforce: boolean;
  /** Whether callers without any credentials are let through. */
  readonly optional: boolean;
}

/** Puts together what was decided about one request. */
export function decisionOf(
  outcome: Outcome | undefined,
  scheme: string,
  context: object,
  policy: PolicyFlags,
): Decision {
  const { PATH } = context as { readonly PATH?: unknown };
  // One shape, whether or not the user is known, so that it takes one time.
  return {
    decision: isAllowed(outcome, policy) ? 'allow' : 'block',
    code: codeOf(outcome),
    scheme,
    username: usernameIn(outcome),
    path: typeof PATH === 'string' ? PATH : undefined,
    enforced: policy.enforce,
  };
}

/** Whether the policy lets a caller in, apart from whether it is enforced. */
export function isAllowed(
  outcome: Outcome | undefined,
  { optional }: Pick<PolicyFlags, 'optional'>,
): boolean {
  if (outcome?.status === 'accepted') return true;
  return optional && outcome?.status === 'absent';
}

/**
 * Writes a decision as one line of JSON, `{"basic_auth":{"decision":"allow","username":"ada"},…}`.
 *
 * A refusal is written once its answer is on its way: how long the line takes depends on whether
 * the user is known.
 */
export function logDecision(decision: Decision): void {
  if (decision.decision === 'allow') write(decision);
  else queueMicrotask(() => write(decision));
}

/** Tells a decision. Never throws and never rejects. */
export function notifyDecision(decision: Decision, onDecision: OnDecision): unknown {
  const failed = (reason: unknown) => logError('onDecision failed:', reason);
  try {
    const told = onDecision(decision);
    return isPromiseLike(told) ? told.then(undefined, failed) : undefined;
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

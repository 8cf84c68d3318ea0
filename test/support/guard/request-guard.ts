import {
  type Decision,
  type PolicyOptions,
  type Scheme,
  withAuth,
} from '../../../assets/auth.private';
import { type Answer, type AnyHandler, invoke } from './invoke';

/** A guard's response and decision, with the principal that the handler got. */
export interface GuardResponse extends Answer {
  readonly code: string | undefined;
  readonly decision: Decision | undefined;
  /** `context.auth`, or undefined if the handler was not called. */
  readonly auth: unknown;
}

/** One request. */
export interface GuardRequest {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: unknown;
  /** The whole event, which replaces the default with these headers. */
  readonly event?: unknown;
  /** The handler's response. Default: `in`. */
  readonly answer?: unknown;
  readonly options?: Omit<PolicyOptions, 'schemes'>;
}

/** Sends one request to a Function behind these schemes. */
export async function requestGuard(
  schemes: Scheme | readonly Scheme[],
  asking: GuardRequest,
): Promise<GuardResponse> {
  const { variables, headers = {}, cookies = {}, answer = 'in', options } = asking;
  const decisions: Decision[] = [];
  let auth: unknown;
  const guarded = withAuth(
    { schemes, onDecision: (decision) => decisions.push(decision), ...options },
    (context) => {
      auth = context.auth;
      return answer;
    },
  );
  const event = 'event' in asking ? asking.event : { request: { headers, cookies } };
  const answered = await invoke(guarded as AnyHandler, { variables, event });
  return { ...answered, code: decisions[0]?.code, decision: decisions[0], auth };
}

import { type Share, withCors } from '../http/cors';
import type { Authorize, OnDecision, Policy, PolicyOptions, Scheme } from '../types';
import { type Authorization, authorization } from './authorize';
import { logDecision } from './decision';
import { type RewriteEvent, rewriteRequestHeaders } from './request-headers';

/** A policy in its long form, checked. */
export interface ReadPolicy {
  readonly schemes: readonly [Scheme, ...Scheme[]];
  readonly enforce: boolean;
  readonly onDecision: OnDecision;
  /** Whether callers without any credentials are let through. */
  readonly optional: boolean;
  /** Whether a refusal says which credentials to present. */
  readonly challenge: boolean;
  readonly authorize: Authorization;
  /** The option that this was made of. */
  readonly requirement: Authorize | undefined;
  /** Adds what browsers need to let a page of another origin read an answer. */
  readonly share: Share;
  /** The event as the wrapped handler sees it. */
  readonly view: RewriteEvent;
}

/**
 * Reads a policy in any of its forms.
 *
 * @throws TypeError where it is none: a policy is code, so the mistake shows when the file loads.
 */
export function readPolicy(policy: Policy): ReadPolicy {
  if (isScheme(policy) || Array.isArray(policy)) return readOptions({ schemes: policy });
  if (typeof policy !== 'object' || policy === null) {
    throw new TypeError(
      'withAuth: the policy must be a scheme such as basic(), an array or an object.',
    );
  }
  return readOptions(policy as PolicyOptions);
}

function readOptions(options: PolicyOptions): ReadPolicy {
  const { schemes, enforce, optional, challenge, onDecision, ...more } = options;
  const { requestHeaders, authorize, cors, ...unknown } = more;
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new TypeError(`withAuth: a policy has no option "${name}".`);
  if (onDecision !== undefined && typeof onDecision !== 'function') {
    throw new TypeError('withAuth: onDecision must be a function.');
  }
  if (optional === true && authorize !== undefined) {
    throw new TypeError('withAuth: optional lets callers through that authorize never sees.');
  }
  return {
    schemes: readSchemes(schemes),
    enforce: isTrue({ enforce }, true),
    optional: isTrue({ optional }, false),
    challenge: isTrue({ challenge }, true),
    onDecision: onDecision ?? logDecision,
    authorize: authorization(authorize),
    requirement: authorize,
    share: cors === undefined ? (_event, callback) => callback : withCors(cors),
    view: requestHeaders === undefined ? (event) => event : rewriteRequestHeaders(requestHeaders),
  };
}

function isTrue(option: Readonly<Record<string, unknown>>, absent: boolean): boolean {
  const [[name, value = absent] = []] = Object.entries(option);
  if (typeof value === 'boolean') return value;
  throw new TypeError(`withAuth: ${name} must be true or false.`);
}

function readSchemes(schemes: unknown): ReadPolicy['schemes'] {
  const list: unknown[] = Array.isArray(schemes) ? [...schemes] : [schemes];
  if (list.length === 0 || !list.every(isScheme)) {
    throw new TypeError('withAuth: schemes must be one scheme such as basic(), or several.');
  }
  const names = list.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new TypeError(`withAuth: of two schemes ${repeated}, only the first would decide.`);
  }
  return list as [Scheme, ...Scheme[]];
}

function isScheme(value: unknown): value is Scheme {
  return typeof (value as Scheme | null | undefined)?.configure === 'function';
}

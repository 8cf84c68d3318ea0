import { logDecision } from './decision';
import { type EventView, eventView } from './request-headers';
import type { OnDecision, Policy, PolicyOptions, Scheme } from './types';

/** A policy in its long form, checked. */
export interface ReadPolicy {
  readonly schemes: readonly [Scheme, ...Scheme[]];
  readonly enforce: boolean;
  readonly onDecision: OnDecision;
  /** The event as the wrapped handler sees it. */
  readonly view: EventView;
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
  const { schemes, enforce = true, onDecision = logDecision, requestHeaders, ...unknown } = options;
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new TypeError(`withAuth: a policy has no option "${name}".`);
  if (typeof enforce !== 'boolean') throw new TypeError('withAuth: enforce must be true or false.');
  if (typeof onDecision !== 'function') {
    throw new TypeError('withAuth: onDecision must be a function.');
  }
  return {
    schemes: readSchemes(schemes),
    enforce,
    onDecision,
    view: requestHeaders === undefined ? (event) => event : eventView(requestHeaders),
  };
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

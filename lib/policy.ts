import type { Policy, PolicyOptions, Scheme } from './types';

/** A policy in its long form, checked. */
export interface ReadPolicy {
  readonly schemes: readonly Scheme[];
  readonly enforce: boolean;
}

/**
 * Reads a policy in any of its forms.
 *
 * @throws TypeError where it is none: a policy is code, so the mistake shows when the file loads.
 */
export function readPolicy(policy: Policy): ReadPolicy {
  if (isScheme(policy)) return { schemes: [policy], enforce: true };
  if (Array.isArray(policy)) return { schemes: readSchemes(policy), enforce: true };
  if (typeof policy !== 'object' || policy === null) {
    throw new TypeError(
      'withAuth: the policy must be a scheme such as basic(), an array or an object.',
    );
  }
  const { schemes, enforce = true, ...unknown } = policy as PolicyOptions;
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new TypeError(`withAuth: a policy has no option "${name}".`);
  if (typeof enforce !== 'boolean') throw new TypeError('withAuth: enforce must be true or false.');
  return { schemes: readSchemes(schemes), enforce };
}

function readSchemes(schemes: unknown): readonly Scheme[] {
  const list: unknown[] = Array.isArray(schemes) ? [...schemes] : [schemes];
  if (list.length === 0 || !list.every(isScheme)) {
    throw new TypeError('withAuth: schemes must be one scheme such as basic(), or several.');
  }
  return list;
}

function isScheme(value: unknown): value is Scheme {
  return typeof (value as Scheme | null | undefined)?.configure === 'function';
}

import type { Scheme } from './types';

/**
 * Who gets past a handler: `guarded` callers that satisfy a policy, with `optional` these and callers
 * without any credentials, with `reporting` everybody (a policy with `enforce: false`), with `open`
 * everybody on purpose, with `unguarded` everybody by oversight.
 */
export type Access = 'guarded' | 'optional' | 'reporting' | 'open' | 'unguarded';

// Registered, so that the marks are known across copies of this module.
const ACCESS = Symbol.for('twilio-functions-auth.access');
const SCHEMES = Symbol.for('twilio-functions-auth.schemes');

/** Leaves marks on a handler that {@link accessOf} and {@link schemesOf} read. */
export function markAccess<H extends object>(
  handler: H,
  access: Access,
  schemes: readonly Scheme[] = [],
): H {
  return Object.defineProperties(handler, {
    [ACCESS]: { value: access },
    [SCHEMES]: { value: Object.freeze([...schemes]) },
  });
}

/**
 * Tells how a handler was wrapped, so that a check can find Functions left public by oversight.
 *
 * @param handler - what a Function file exports as `handler`; anything at all.
 * @example accessOf(require('./functions/basic').handler) // 'guarded'
 */
export function accessOf(handler: unknown): Access {
  if (typeof handler !== 'function') return 'unguarded';
  const { [ACCESS]: access } = handler as { [ACCESS]?: Access };
  return access ?? 'unguarded';
}

/**
 * The schemes of the policy that a handler was wrapped with, so that a check can ask each whom it
 * lets in. None for a handler that is open or unguarded.
 *
 * @param handler - what a Function file exports as `handler`; anything at all.
 */
export function schemesOf(handler: unknown): readonly Scheme[] {
  if (typeof handler !== 'function') return [];
  const { [SCHEMES]: schemes } = handler as { [SCHEMES]?: readonly Scheme[] };
  return schemes ?? [];
}

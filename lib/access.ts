/**
 * Who gets past a handler: `guarded` callers that satisfy a policy, with `reporting` everybody
 * (a policy with `enforce: false`), with `open` everybody on purpose, with `unguarded` everybody by
 * oversight.
 */
export type Access = 'guarded' | 'reporting' | 'open' | 'unguarded';

// Registered, so that the mark is known across copies of this module.
const ACCESS = Symbol.for('twilio-functions-auth.access');

/** Leaves a mark on a handler that {@link accessOf} reads. */
export function markAccess<H extends object>(handler: H, access: Access): H {
  return Object.defineProperty(handler, ACCESS, { value: access });
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

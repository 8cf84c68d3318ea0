import type { Authorize, Scheme } from '../types';

/**
 * Who gets past a handler: `guarded` callers that satisfy a policy, with `optional` these and callers
 * without any credentials, with `report-only` everybody (a policy with `enforce: false`), with `open`
 * everybody on purpose, with `unguarded` everybody by oversight.
 */
export type Access = 'guarded' | 'optional' | 'report-only' | 'open' | 'unguarded';

/** How a handler was wrapped. */
export interface Mark {
  readonly access: Access;
  /** The schemes of its policy. None: it is open or unguarded. */
  readonly schemes: readonly Scheme[];
  /** Its policy's option of that name. */
  readonly authorize?: Authorize | undefined;
  /** The operation of the directory that it runs, where its policy is that operation's own. */
  readonly operation?: string | undefined;
}

/** A mark is one of a function: a Proxy of that function, or a copy of its properties, has none. */
interface BoundMark extends Mark {
  readonly handler: object;
}

// Registered, so that the mark is known across copies of this module.
const MARK = Symbol.for('twilio-functions-auth.mark');
const NONE: Mark = Object.freeze({ access: 'unguarded', schemes: Object.freeze([]) });

/** Leaves a mark on a handler that {@link markOf} reads. */
export function markAccess<H extends object>(handler: H, mark: Mark): H {
  const schemes = Object.freeze([...mark.schemes]);
  const value: BoundMark = Object.freeze({ ...mark, schemes, handler });
  return Object.defineProperty(handler, MARK, { value });
}

/**
 * How a handler was wrapped, so that a check can ask each of its schemes whom it lets in.
 *
 * @param handler - what a Function file exports as `handler`; anything at all.
 */
export function markOf(handler: unknown): Mark {
  if (typeof handler !== 'function') return NONE;
  const { [MARK]: mark } = handler as { [MARK]?: Partial<BoundMark> };
  return mark?.handler === handler ? (mark as BoundMark) : NONE;
}

/**
 * Tells how a handler was wrapped, so that a check can find Functions left public by oversight.
 *
 * @param handler - what a Function file exports as `handler`; anything at all.
 * @returns `unguarded` also for what was put around a guarded handler, such as a Proxy.
 * @example accessOf(require('./functions/basic').handler) // 'guarded'
 */
export function accessOf(handler: unknown): Access {
  return markOf(handler).access;
}

const OPERATIONS = new WeakMap<Scheme, string>();

/** Records that schemes belong to the policy of an operation. */
export function bindToOperation(schemes: readonly Scheme[], operation: string): void {
  for (const scheme of schemes) OPERATIONS.set(scheme, operation);
}

/** Returns the operation whose policy has these schemes, or undefined if they do not all belong to one. */
export function operationOf(schemes: readonly Scheme[]): string | undefined {
  const [name, ...others] = new Set(schemes.map((scheme) => OPERATIONS.get(scheme)));
  return others.length === 0 ? name : undefined;
}

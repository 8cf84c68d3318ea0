import type { Authorize, Scheme } from '../types';

/**
 * The callers that get past a handler:
 *
 * - `guarded`: callers that satisfy a policy.
 * - `optional`: callers that satisfy a policy, and callers without any credentials.
 * - `report-only`: all callers, because the policy has `enforce: false`.
 * - `open`: all callers, on purpose.
 * - `unguarded`: all callers, because the handler was never wrapped.
 */
export type Access = 'guarded' | 'optional' | 'report-only' | 'open' | 'unguarded';

/** A record of how a handler was wrapped. */
export interface Mark {
  readonly access: Access;
  /** The schemes of the policy. Empty for an open or unguarded handler. */
  readonly schemes: readonly Scheme[];
  /** The policy's `authorize` option. */
  readonly authorize?: Authorize | undefined;
  /** Whether the policy limits the callers' addresses, which only an edge knows. */
  readonly needsEdge?: boolean;
  /** The directory operation that the handler runs, if the policy is the operation's own. */
  readonly operation?: string | undefined;
}

/**
 * A mark bound to one function. A Proxy of that function, or an object with its properties copied, is
 * unmarked.
 */
interface BoundMark extends Mark {
  readonly handler: object;
}

// A registered symbol, so that the mark is known across copies of this module.
const MARK = Symbol.for('twilio-functions-auth.mark');
const NONE: Mark = Object.freeze({ access: 'unguarded', schemes: Object.freeze([]) });

/** Puts a mark on a handler, for {@link markOf} to return. */
export function markAccess<H extends object>(handler: H, mark: Mark): H {
  const schemes = Object.freeze([...mark.schemes]);
  const value: BoundMark = Object.freeze({ ...mark, schemes, handler });
  return Object.defineProperty(handler, MARK, { value });
}

/**
 * Returns a handler's mark. The doctor uses it to list the callers that each scheme accepts.
 *
 * @param handler - the `handler` export of a Function file; any value is allowed.
 */
export function markOf(handler: unknown): Mark {
  if (typeof handler !== 'function') return NONE;
  const { [MARK]: mark } = handler as { [MARK]?: Partial<BoundMark> };
  return mark?.handler === handler ? (mark as BoundMark) : NONE;
}

/**
 * Returns how a handler was wrapped, so that a check can find Functions left public by mistake.
 *
 * @param handler - the `handler` export of a Function file; any value is allowed.
 * @returns the handler's access level; `unguarded` also for a wrapper around a guarded handler, such as
 *   a Proxy.
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

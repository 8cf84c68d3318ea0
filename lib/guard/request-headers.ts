import type { RequestHeaders, RequestHeadersOption } from '../types';

/** Makes the event that a wrapped handler sees. The event of the invocation stays as it is. */
export type RewriteEvent = <E>(event: E, context: object) => E;

/**
 * A view of the event with the header fields of its request rewritten.
 *
 * @throws TypeError where the option is none.
 */
export function rewriteRequestHeaders(option: RequestHeadersOption): RewriteEvent {
  if (typeof option !== 'function') checkRequestHeaders(option);
  return (event, context) => {
    if (typeof option !== 'function') return rewrite(event, option);
    const made = option(context as Parameters<typeof option>[0]);
    checkRequestHeaders(made);
    return rewrite(event, made);
  };
}

function rewrite<E>(event: E, { remove = [], add = {} }: RequestHeaders): E {
  const request = objectIn((event as { readonly request?: unknown }).request);
  const headers = objectIn(request['headers']);
  const removed = new Set(remove.map((name) => name.toLowerCase()));
  const kept = Object.entries(headers).filter(([name]) => !removed.has(name.toLowerCase()));
  const rewritten = new Map<string, unknown>(kept);
  for (const [field, value] of Object.entries(add)) {
    const name = field.toLowerCase();
    const existing = rewritten.get(name);
    rewritten.set(name, existing === undefined ? value : [existing, value].flat());
  }
  return { ...event, request: { ...request, headers: Object.fromEntries(rewritten) } };
}

// The caller may have put anything in the event's place.
function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function checkRequestHeaders(given: unknown): asserts given is RequestHeaders {
  const { remove = [], add = {}, ...unknown } = (given ?? {}) as Record<string, unknown>;
  const isRight =
    typeof given === 'object' &&
    given !== null &&
    Object.keys(unknown).length === 0 &&
    Array.isArray(remove) &&
    typeof add === 'object' &&
    add !== null &&
    [...remove, ...Object.values(add)].every((item) => typeof item === 'string');
  if (isRight) return;
  throw new TypeError(
    'withAuth: requestHeaders must be { remove: [names], add: { name: value } }.',
  );
}

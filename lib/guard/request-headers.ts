import type { RequestHeaders, RequestHeadersOption } from '../types';

/** A function that returns the event for a wrapped handler. The invocation's own event is unchanged. */
export type RewriteEvent = <E>(event: E, context: object) => E;

/**
 * Returns a function that rewrites the request headers in an event.
 *
 * @throws TypeError if the option is invalid.
 */
export function rewriteRequestHeaders(option: RequestHeadersOption): RewriteEvent {
  if (typeof option !== 'function') checkRequestHeaders(option);
  return (event, context) => {
    if (typeof option !== 'function') return rewrite(event, option);
    const headers = option(context as Parameters<typeof option>[0]);
    checkRequestHeaders(headers);
    return rewrite(event, headers);
  };
}

function rewrite<E>(event: E, { remove = [], add = {} }: RequestHeaders): E {
  const request = asObject((event as { readonly request?: unknown }).request);
  const headers = asObject(request['headers']);
  const removed = new Set(remove.map((name) => name.toLowerCase()));
  const kept = Object.entries(headers).filter(([name]) => !removed.has(name.toLowerCase()));
  const rewritten = new Map<string, unknown>(kept);
  for (const [header, value] of Object.entries(add)) {
    const name = header.toLowerCase();
    const existing = rewritten.get(name);
    rewritten.set(name, existing === undefined ? value : [existing, value].flat());
  }
  return { ...event, request: { ...request, headers: Object.fromEntries(rewritten) } };
}

// A parameter named `request` overwrites `event.request`, so it may be any value.
function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function checkRequestHeaders(given: unknown): asserts given is RequestHeaders {
  const { remove = [], add = {}, ...unknown } = (given ?? {}) as Record<string, unknown>;
  const isValid =
    typeof given === 'object' &&
    given !== null &&
    Object.keys(unknown).length === 0 &&
    Array.isArray(remove) &&
    typeof add === 'object' &&
    add !== null &&
    [...remove, ...Object.values(add)].every((item) => typeof item === 'string');
  if (isValid) return;
  throw new TypeError(
    'withAuth: requestHeaders must be { remove: [names], add: { name: value } }.',
  );
}

import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { readHeader } from '../http/request-header';
import { seeOther } from '../http/responses';
import type { Refusal, RefusalCode } from '../types';
import type { AuthenticationResult, ConfiguredSchemes } from './authenticate';

type LoginRoute = '#/log-in' | '#/step-up';

// Only refusals that a login or a step-up resolves. A missing role, a throttled user and an unavailable
// database are not among them.
const ROUTES: Partial<Readonly<Record<RefusalCode, LoginRoute>>> = {
  CREDENTIALS_MALFORMED: '#/log-in',
  CREDENTIALS_INVALID: '#/log-in',
  CREDENTIALS_EXPIRED: '#/log-in',
  SESSION_INCOMPLETE: '#/log-in',
  STEP_UP_REQUIRED: '#/step-up',
};
// The request headers that the redirect depends on.
const VARY = 'Accept, Cookie, Sec-Fetch-Mode, Sec-Fetch-Dest';
const MAX_NEXT_BYTES = 2000;
// Not `//` or `/\\`, after which browsers read a host.
const LOCAL_PATH = /^\/(?![/\\])/;

/**
 * Returns the redirect of a refused person to the login page, as in
 * `/account#/log-in?next=%2Freport%3Fmonth%3D2026-11`, or `undefined` if the request is not for a page or if a
 * login would not help. No server and no log sees `next`, because it is in the fragment.
 */
export function loginRedirect(
  result: AuthenticationResult,
  { configured }: ConfiguredSchemes,
  { event, context }: { readonly event: unknown; readonly context: object },
): TwilioResponse | undefined {
  const { outcome, scheme } = result;
  // If the request has no credentials, any scheme of the policy may offer its login page.
  const offering = configured.find(
    (one) =>
      one.authenticator.login !== undefined &&
      (outcome.status === 'absent' || one.scheme === scheme),
  );
  const page = offering?.authenticator.login;
  const route = routeFor(outcome as Partial<Refusal>);
  const { PATH: path } = context as { readonly PATH?: unknown };
  // A login page that is itself guarded would redirect to itself without end.
  if (page === undefined || route === undefined || path === page) return undefined;
  if (!isPageRequest(event)) return undefined;
  const next = nextOf(path, event);
  const query = next === undefined ? '' : `?${new URLSearchParams({ next })}`;
  const response = seeOther(`${page}${route}${query}`, 'Log in').appendHeader('Vary', VARY);
  for (const { name, value, attributes } of (outcome as Partial<Refusal>).cookies ?? []) {
    response.setCookie(name, value, [...attributes]);
  }
  return response;
}

function routeFor({ code, retryAfterSeconds }: Partial<Refusal>): LoginRoute | undefined {
  if (code === undefined) return '#/log-in';
  return retryAfterSeconds === undefined ? ROUTES[code] : undefined;
}

// Fetch Metadata (https://www.w3.org/TR/fetch-metadata/) marks the navigation of a tab. Without these headers,
// a browser's `Accept` names HTML, and a program sends its own credentials. A caller can forge all of them, and
// then gets a redirect instead of a 401.
function isPageRequest(event: unknown): boolean {
  const [mode, destination] = ['sec-fetch-mode', 'sec-fetch-dest'].map((name) =>
    readHeader(event, name),
  );
  if (mode !== undefined || destination !== undefined) {
    return mode === 'navigate' && destination === 'document';
  }
  const accept = readHeader(event, 'accept');
  const acceptsHtml = typeof accept === 'string' && accept.toLowerCase().includes('text/html');
  return acceptsHtml && !isSent(event, 'authorization') && !isSent(event, 'x-api-key');
}

function isSent(event: unknown, name: string): boolean {
  return readHeader(event, name) !== undefined;
}

// A Function does not see its URL, so the path and the query of the request are rebuilt. With a body, its
// fields cannot be told from those of the query.
function nextOf(path: unknown, event: unknown): string | undefined {
  if (typeof path !== 'string' || !LOCAL_PATH.test(path)) return undefined;
  const query = hasBody(event) ? '' : queryOf(event);
  const whole = query === '' ? path : `${path}?${query}`;
  return [whole, path].find((one) => Buffer.byteLength(one) <= MAX_NEXT_BYTES);
}

function hasBody(event: unknown): boolean {
  const length = readHeader(event, 'content-length');
  if (length !== undefined) return length !== '0';
  return isSent(event, 'transfer-encoding') || isSent(event, 'content-type');
}

// A nested parameter, such as `filter[month]`, is omitted: the platform's syntax for it is not specified.
function queryOf(event: unknown): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((event ?? {}) as object)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (name === 'request' || !values.every((one) => typeof one === 'string')) continue;
    for (const one of values) query.append(name, one);
  }
  return query.toString();
}

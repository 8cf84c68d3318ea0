import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import type { ResponseCookie } from '../types';

// The prefix is `__Secure-` and not `__Host-`, because browsers drop a `__Host-` cookie if the platform adds
// a Domain
// (docs/adr/0017-session-cookie.md).
const NAME = '__Secure-session';
const EXPIRED = 'Max-Age=0';
// No Max-Age: a browser keeps the cookie until it is closed, and the session in the database decides how
// long it is valid. So the guard never sends the cookie again. If it did, a secret that a query puts into
// `event.request` would become a cookie of the browser.
// SameSite=Strict keeps the cookie out of requests from links of other sites. It is no defense against other
// services of the platform's domain, which browsers treat as the same site.
const ATTRIBUTES = ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'];

const SECRET = /^[0-9A-Za-z]{20,64}$/;

/**
 * Reads the secret in a request's session cookie.
 *
 * @param event - the Function's event. The caller controls it, so it may have any shape.
 * @returns `undefined` without a cookie; `null` if the cookie is repeated or not a secret.
 */
export function readSessionCookie(event: unknown): string | undefined | null {
  const { request } = (event ?? {}) as { readonly request?: unknown };
  const { cookies, headers } = (request ?? {}) as {
    readonly cookies?: unknown;
    readonly headers?: unknown;
  };
  const given = ((cookies ?? {}) as Readonly<Record<string, unknown>>)[NAME];
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !SECRET.test(given)) return null;
  return isOnce(headers) ? given : null;
}

/** Sets the session cookie in a Response, or clears the cookie if `secret` is null. */
export function setSessionCookie(response: TwilioResponse, secret: string | null): void {
  const attributes = secret === null ? [EXPIRED, ...ATTRIBUTES] : ATTRIBUTES;
  response.setCookie(NAME, secret ?? '', [...attributes]);
}

/** The service and the Function that a browser called. */
export interface CalledFunction {
  /** The service's own origin. */
  readonly origin: string;
  /** The Function's path, from `context.PATH`. */
  readonly path: unknown;
}

/**
 * Returns cookies that clear each session cookie which another service of the same domain may have set.
 *
 * A browser keeps one cookie for each combination of domain and path. So the result has one for each
 * parent domain of the service and each parent path of the Function. The service's own cookie, for its host
 * and all paths, is kept.
 *
 * If the platform replaces `Domain`, the service's own cookie is cleared instead, and the user must log in
 * again.
 */
export function strayCookies({ origin, path }: CalledFunction): readonly ResponseCookie[] {
  const { hostname } = new URL(origin);
  const domains = [undefined, hostname, ...parentsOf(hostname)];
  return domains.flatMap((domain) =>
    pathsAbove(path)
      .filter((one) => one !== '/' || (domain !== undefined && domain !== hostname))
      .map((one) => clearedCookie(one, domain)),
  );
}

function clearedCookie(path: string, domain: string | undefined): ResponseCookie {
  const [, ...attributes] = ATTRIBUTES;
  const scope = [`Path=${path}`, ...(domain === undefined ? [] : [`Domain=${domain}`])];
  return { name: NAME, value: '', attributes: [EXPIRED, ...scope, ...attributes] };
}

// A name of one label, such as localhost or a top-level domain, cannot be a cookie's Domain.
function parentsOf(hostname: string): readonly string[] {
  if (/^[\d.]+$|^\[/.test(hostname)) return [];
  const labels = hostname.split('.');
  return labels.slice(1, -1).map((_label, index) => labels.slice(index + 1).join('.'));
}

// The paths of cookies that match the Function's path, with and without a final slash (RFC 6265 section
// 5.1.4).
function pathsAbove(path: unknown): readonly string[] {
  if (typeof path !== 'string' || !/^(?:\/[\w.~-]+)+$/.test(path)) return ['/'];
  const parts = path.split('/').slice(1);
  const whole = parts.map((_part, index) => `/${parts.slice(0, index + 1).join('/')}`);
  return ['/', ...whole.slice(0, -1).flatMap((one) => [one, `${one}/`]), path];
}

// Another service of the same domain can set a cookie of this name for the whole domain. Then the request
// has two, and nothing shows which of them is this service's own.
function isOnce(headers: unknown): boolean {
  const { cookie } = (headers ?? {}) as { readonly cookie?: unknown };
  if (cookie === undefined) return true;
  const fields: readonly unknown[] = [cookie].flat();
  if (!fields.every((field) => typeof field === 'string')) return false;
  const names = fields
    .join(';')
    .split(';')
    .map((pair) => pair.split('=', 1)[0]?.trim());
  return names.filter((name) => name === NAME).length <= 1;
}

import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import type { ResponseCookie } from '../types';

// `__Secure-` and not `__Host-`: the platform may add a Domain, and browsers would then drop the cookie
// (docs/adr/0017-session-cookie.md).
const NAME = '__Secure-session';
const EXPIRED = 'Max-Age=0';
// Without Max-Age, a browser keeps the cookie until it is closed, and the session in the database says how
// long it counts: the guard never has to send the cookie again, which would give a browser the secret that
// a query has put into `event.request`.
// SameSite=Strict keeps other sites' links from arriving with the cookie. It is no defence against other
// services of the platform's domain, which browsers take for the same site.
const ATTRIBUTES = ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'];

const FORM = /^[0-9A-Za-z]{20,64}$/;

/**
 * The secret in a request's session cookie.
 *
 * @param event - the Function's: caller-supplied, of any shape.
 * @returns undefined where there is none, null where there is something else by that name.
 */
export function readSessionCookie(event: unknown): string | undefined | null {
  const { request } = (event ?? {}) as { readonly request?: unknown };
  const { cookies, headers } = (request ?? {}) as {
    readonly cookies?: unknown;
    readonly headers?: unknown;
  };
  const given = ((cookies ?? {}) as Readonly<Record<string, unknown>>)[NAME];
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !FORM.test(given)) return null;
  return isOnce(headers) ? given : null;
}

/** Puts the cookie into a Response that gives a browser a session's secret, or with null takes it away. */
export function setSessionCookie(response: TwilioResponse, secret: string | null): void {
  const attributes = secret === null ? [EXPIRED, ...ATTRIBUTES] : ATTRIBUTES;
  response.setCookie(NAME, secret ?? '', [...attributes]);
}

/** Where a service is that a browser called. */
export interface Place {
  /** The service's own origin. */
  readonly origin: string;
  /** The Function's path, as in `context.PATH`. */
  readonly path: unknown;
}

/**
 * The cookies that clear those which a neighbor may have set beside the service's own: for each domain
 * above the service's and each path above the Function's, as a browser keeps one for each pair. The
 * service's own, for its host and all paths, stays.
 *
 * A platform that replaces `Domain` clears the service's own instead; then the user logs in again.
 */
export function strayCookies({ origin, path }: Place): readonly ResponseCookie[] {
  const { hostname } = new URL(origin);
  const domains = [undefined, hostname, ...parentsOf(hostname)];
  return domains.flatMap((domain) =>
    pathsAbove(path)
      .filter((one) => one !== '/' || (domain !== undefined && domain !== hostname))
      .map((one) => clearing(one, domain)),
  );
}

function clearing(path: string, domain: string | undefined): ResponseCookie {
  const [, ...attributes] = ATTRIBUTES;
  const place = [`Path=${path}`, ...(domain === undefined ? [] : [`Domain=${domain}`])];
  return { name: NAME, value: '', attributes: [EXPIRED, ...place, ...attributes] };
}

// Names of one label, such as localhost or a top-level domain, have no cookies of their own.
function parentsOf(hostname: string): readonly string[] {
  if (/^[\d.]+$|^\[/.test(hostname)) return [];
  const labels = hostname.split('.');
  return labels.slice(1, -1).map((_label, index) => labels.slice(index + 1).join('.'));
}

// A cookie's path is one of these, with or without a slash at its end (RFC 6265 section 5.1.4).
function pathsAbove(path: unknown): readonly string[] {
  if (typeof path !== 'string' || !/^(?:\/[\w.~-]+)+$/.test(path)) return ['/'];
  const parts = path.split('/').slice(1);
  const whole = parts.map((_part, index) => `/${parts.slice(0, index + 1).join('/')}`);
  return ['/', ...whole.slice(0, -1).flatMap((one) => [one, `${one}/`]), path];
}

// A service of the same domain can set a cookie of this name for all of it. Then there are two, and
// nobody can tell which is whose.
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

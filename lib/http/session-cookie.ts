import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import type { ResponseCookie } from '../types';

// `__Secure-` and not `__Host-`: the platform may add a Domain, and browsers would then drop the cookie
// (docs/adr/0017-session-cookie.md).
const NAME = '__Secure-session';
/** How long a browser keeps the cookie: the platform refuses more than a day. */
const COOKIE_SECONDS = 86_400;
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

/** The cookie that gives a browser a session's secret, or with null has it forget the one it has. */
export function sessionCookie(secret: string | null): ResponseCookie {
  const seconds = secret === null ? 0 : COOKIE_SECONDS;
  return { name: NAME, value: secret ?? '', attributes: [`Max-Age=${seconds}`, ...ATTRIBUTES] };
}

/** Puts {@link sessionCookie} into a Response. */
export function setSessionCookie(response: TwilioResponse, secret: string | null): void {
  const { name, value, attributes } = sessionCookie(secret);
  response.setCookie(name, value, [...attributes]);
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

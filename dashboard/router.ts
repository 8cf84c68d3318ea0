import { signal } from './signal';

/** A place in the page: the path and the query behind `#/`. */
export interface Route {
  /** Such as `log-in` or `members/mbr_…`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The screen of each link in an email, by the name before the token: `/account#reset=TOKEN`. */
const LINKS: Readonly<Record<string, string>> = {
  reset: 'reset-password',
  invitation: 'invitation',
  'sign-up': 'complete-sign-up',
  email: 'confirm-email',
};

/** The current place. */
export const route = signal<Route>({ path: '', query: new URLSearchParams() });

/** The token of the link that opened the page. It is not in the address, the history or a storage. */
export const linkToken = signal<string | null>(null);

/** Decides about a change of the address in place of the router, while a screen must not be left. */
export const beforeLeaving: { run?: ((event: HashChangeEvent) => void) | undefined } = {};

/** Begins to follow the address. Returns nothing; call it once. */
export function startRouter(): void {
  follow();
  addEventListener('hashchange', (event) => (beforeLeaving.run ?? follow)(event));
}

/** Opens a place of the page. With `replace`, the current one leaves the history. */
export function go(
  path: string,
  query: Readonly<Record<string, string | null | undefined>> = {},
  { replace = false } = {},
): void {
  const href = hrefOf(path, query);
  if (replace) {
    history.replaceState(null, '', href);
    follow();
    return;
  }
  location.hash = href;
}

/** Returns the address of a place, such as `#/log-in?reason=expired`. Values that are empty are left out. */
export function hrefOf(
  path: string,
  query: Readonly<Record<string, string | null | undefined>> = {},
): string {
  const given = Object.entries(query).filter(([, value]) => value);
  const text = new URLSearchParams(given as [string, string][]).toString();
  return `#/${path}${text === '' ? '' : `?${text}`}`;
}

/** Parses the part of an address behind its `#`. */
export function parseHash(hash: string): Route & { readonly token?: string } {
  const text = hash.replace(/^#\/?/, '');
  const [, name = '', token = ''] = /^([a-z-]+)=(.*)$/s.exec(text) ?? [];
  if (Object.hasOwn(LINKS, name) && !hash.startsWith('#/')) {
    return { path: LINKS[name] ?? '', query: new URLSearchParams(), token: decoded(token) };
  }
  const [path = '', query = ''] = text.split(/\?(.*)/s);
  return { path, query: new URLSearchParams(query) };
}

/**
 * Returns the address of this service that a query names as the next page, or null if it is not one.
 * Always open `href`: a path of it alone, such as `//evil.example`, could lead to another host.
 */
export function nextUrl(text: string | null): URL | null {
  if (text === null || !text.startsWith('/') || !URL.canParse(text, location.origin)) return null;
  const url = new URL(text, location.origin);
  const isOurs = url.origin === location.origin && url.pathname !== location.pathname;
  return isOurs ? url : null;
}

function follow(): void {
  const { token, ...place } = parseHash(location.hash);
  if (token !== undefined) {
    linkToken.value = token;
    history.replaceState(null, '', hrefOf(place.path));
  }
  route.value = place;
}

// A token has only letters, digits, - and _, so a sequence that cannot be decoded is no token.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

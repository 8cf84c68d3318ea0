import { isEmbedded } from './page';
import { signal } from './signal';

/** A place in the page: the path and the query behind `#/`. */
export interface Route {
  /** Such as `log-in` or `members/mbr_…`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

const SSO = 'finish-sso';

/**
 * The screen of each link in an email, by the name before the token: `/account#reset=TOKEN`. An identity provider's
 * answer has parameters in place of the token: `/account#sso=&code=…`. Its tile for this service has its id: `/account#sso-of=idp_…`.
 */
const LINKS: Readonly<Record<string, string>> = {
  reset: 'reset-password',
  invitation: 'invitation',
  'sign-up': 'complete-sign-up',
  email: 'confirm-email',
  sso: SSO,
  'sso-of': 'sso',
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

// Elements link to the page of the dashboard.
const PAGE = isEmbedded ? '/account' : '';

type Query = Readonly<Record<string, string | null | undefined>>;

/**
 * Opens a place of the page. With `replace`, the current one leaves the history. The place of elements is not in the
 * address, which belongs to the page around them.
 */
export function go(path: string, query: Query = {}, { replace = false } = {}): void {
  const href = hrefOf(path, query);
  if (!replace) {
    location.href = href;
  } else if (isEmbedded) {
    route.value = { path, query: searchOf(query) };
  } else {
    history.replaceState(null, '', href);
    follow();
  }
}

/** Returns the address of a place, such as `#/log-in?reason=expired`. Values that are empty are left out. */
export function hrefOf(path: string, query: Query = {}): string {
  const text = searchOf(query).toString();
  return `${PAGE}#/${path}${text === '' ? '' : `?${text}`}`;
}

function searchOf(query: Query): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).filter(([, value]) => value) as [string, string][],
  );
}

/** Parses the part of an address behind its `#`. */
export function parseHash(hash: string): Route & { readonly token?: string } {
  const text = hash.replace(/^#\/?/, '');
  const [, name = '', token = ''] = /^([a-z-]+)=(.*)$/s.exec(text) ?? [];
  if (Object.hasOwn(LINKS, name) && !hash.startsWith('#/')) {
    const path = LINKS[name] ?? '';
    return { path, query: new URLSearchParams(), token: path === SSO ? token : decoded(token) };
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

const LAST_REDIRECT = 'redirect';
const LOOP_MS = 10_000;

/**
 * Leaves for another page of this service. A page that sends the user back at once would be opened again and again.
 *
 * @returns false if that page has just sent the user back.
 */
export function leaveFor(next: URL): boolean {
  const [href, at] = (sessionStorage.getItem(LAST_REDIRECT) ?? '').split(' ');
  if (href === next.href && Date.now() - Number(at) < LOOP_MS) return false;
  sessionStorage.setItem(LAST_REDIRECT, `${next.href} ${Date.now()}`);
  location.replace(next.href);
  return true;
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

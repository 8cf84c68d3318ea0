import { join } from 'node:path';
import { type Child, startNode } from '../processes/child';
import { PROJECT } from '../projects/project';
import { findFreePort } from '../servers/free-port';

/** The cookies of a browser, by name. */
type Cookies = Map<string, string>;

/** The package oidc-provider, as a process of its own. */
export interface OidcProvider extends Pick<Child, 'stop'> {
  readonly issuer: string;
  /** The URL of its process. It is the issuer's, unless `ISSUER` differs. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Follows a URL of the provider as a browser does. @returns the parameters with which it sends the browser back. */
  follow(url: string, redirectUri: string, cookies?: Cookies): Promise<Record<string, string>>;
  /** Logs the user of a browser out at the provider, as its page does. */
  logOut(cookies: Cookies): Promise<void>;
}

const CLIENT_SECRET = 'a secret-of+the service with 32 characters';

/** Starts the provider with one client. @param env - variables of oidc-provider-child.mjs. */
export async function startOidcProvider(
  env: Readonly<Record<string, string>>,
): Promise<OidcProvider> {
  const port = await findFreePort();
  const child = startNode([join(PROJECT, 'test/support/sso/oidc-provider-child.mjs')], {
    cwd: PROJECT,
    env: { PORT: `${port}`, CLIENT_SECRET, ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  const issuer = env['ISSUER'] ?? url;
  await child.printed(`at ${issuer}`);
  return {
    issuer,
    url,
    clientId: 'service',
    clientSecret: CLIENT_SECRET,
    stop: child.stop,
    follow: (start, redirectUri, cookies) => follow(url, { start, redirectUri, cookies }),
    logOut: (cookies) => logOut(url, cookies),
  };
}

const MAX_REDIRECTS = 10;

interface Followed {
  readonly start: string;
  readonly redirectUri: string;
  readonly cookies: Cookies | undefined;
}

async function follow(
  provider: string,
  { start, redirectUri, cookies = new Map() }: Followed,
): Promise<Record<string, string>> {
  let url = start;
  for (let count = 0; count < MAX_REDIRECTS; count += 1) {
    if (url.startsWith(redirectUri)) return Object.fromEntries(new URL(url).searchParams);
    const { pathname, search } = new URL(url);
    const response = await request(`${provider}${pathname}${search}`, cookies);
    const location = response.headers.get('location');
    if (location === null) throw new Error(`The provider answered ${response.status} at ${url}.`);
    url = new URL(location, url).href;
  }
  throw new Error('The provider redirects in a circle.');
}

async function request(url: string, cookies: Cookies, init: RequestInit = {}): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie };
  const response = await fetch(url, { headers, redirect: 'manual', ...init });
  for (const line of response.headers.getSetCookie()) {
    const [name = '', value = ''] = line.split(';', 1)[0]?.split('=') ?? [];
    cookies.set(name, value);
  }
  return response;
}

async function logOut(url: string, cookies: Cookies): Promise<void> {
  const page = await (await request(`${url}/session/end`, cookies)).text();
  const [, xsrf = ''] = /name="xsrf" value="(\w+)"/.exec(page) ?? [];
  const body = new URLSearchParams({ xsrf, logout: 'yes' });
  const { status } = await request(`${url}/session/end/confirm`, cookies, {
    method: 'POST',
    body,
  });
  if (status !== 303 && status !== 302) throw new Error(`The logout was answered with ${status}.`);
}

import type { Client } from 'openapi-fetch';
import type { paths } from './api';

/** The options of {@link directoryClient}: the service, and the caller's credentials. */
export interface DirectoryClientOptions {
  /** The service's URL, such as `https://example-1234.twil.io`. Default in a browser: the page's own origin. */
  readonly baseUrl?: string;
  /** An API key. Default: the browser's session cookie identifies the caller. */
  readonly apiKey?: string;
  /** A replacement for the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client of the directory's endpoints: operations that only read are GETs, and changes are POSTs. */
export type DirectoryClient = Pick<Client<ClientPaths>, 'GET' | 'POST'>;

/** The endpoints' types without the input `json`, which the client adds. */
export type ClientPaths = { readonly [Path in keyof paths]: WithClientInput<paths[Path]> };

type WithClientInput<Item> = {
  [Method in keyof Item]: Item[Method] extends { readonly requestBody: JsonBody<infer Body> }
    ? Omit<Item[Method], 'requestBody'> & { readonly requestBody: JsonBody<WithoutJson<Body>> }
    : Item[Method];
};
interface JsonBody<Body> {
  readonly content: { readonly 'application/json': Body };
}
type WithoutJson<Body> = Body extends unknown ? Omit<Body, 'json'> : never;

const SHOW = '/session/show';
// Both return the session's new account.
const MOVING: readonly string[] = ['/session/accept-invitation', '/account/create-account'];
// These accept unauthenticated callers, so they belong to no account.
const WITHOUT_ACCOUNT: readonly string[] = [
  '/session/log-in',
  '/session/log-in-with-passkey',
  '/session/start-passkey-login',
  '/session/list-login-ways',
  '/session/start-sso',
  '/session/finish-sso',
  '/session/sign-up',
  '/session/complete-sign-up',
  '/session/sign-up-by-invitation',
  '/session/show-invitation',
  '/session/show-reset',
  '/session/show-sign-up',
  '/session/forgot-password',
  '/session/reset-password',
  '/token/ssh',
];
const FORGETS_ACCOUNT =
  /^\/(?:session\/(?:log-in|log-in-with-passkey|finish-sso|log-out|switch-account|complete-sign-up|sign-up-by-invitation)|account\/leave-account)$/;

/**
 * Creates a client of the directory's endpoints. Its paths, inputs, outputs and error codes have the types of
 * the OpenAPI document, and it sends `json: true` with each change.
 *
 * The client remembers the account that `/session/show`, `/session/accept-invitation` or
 * `/account/create-account` last returned and sends it as `accountId` in all other calls. If another tab switches the
 * session to another account, these calls are refused with `ACCOUNT_CHANGED` until `/session/show` is called again.
 *
 * @returns a client whose calls resolve to `{ data }` or `{ error }` and do not reject if the service refuses.
 */
export function directoryClient({
  baseUrl = '',
  apiKey,
  fetch: send = fetch,
}: DirectoryClientOptions): DirectoryClient {
  let accountId: string | undefined;
  const call = async (method: Method, path: string, { params, body }: Input = {}) => {
    const isNamed = path !== SHOW && !WITHOUT_ACCOUNT.includes(path);
    const account = isNamed && accountId !== undefined ? { accountId } : {};
    const request =
      method === 'GET'
        ? { url: withQuery(path, { ...account, ...params?.query }), init: {} }
        : { url: path, init: jsonBody({ json: true, ...account, ...body }) };
    const sent = new Request(baseUrl + request.url, { method, ...request.init });
    if (apiKey !== undefined) sent.headers.set('X-Api-Key', apiKey);
    const response = await send(sent);
    const content = await contentOf(response);
    if (!response.ok) return { error: content, response };
    if (FORGETS_ACCOUNT.test(path)) accountId = undefined;
    if (path === SHOW || MOVING.includes(path)) accountId = (content as Moved).account?.id;
    return { data: content, response };
  };
  // The types of an input and its output depend on the path, which only the document knows.
  return {
    GET: (path: string, input?: Input) => call('GET', path, input),
    POST: (path: string, input?: Input) => call('POST', path, input),
  } as unknown as DirectoryClient;
}

type Method = 'GET' | 'POST';
interface Input {
  readonly params?: { readonly query?: object };
  readonly body?: object;
}
interface Moved {
  readonly account: { readonly id: string } | null;
}

function withQuery(path: string, query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

function jsonBody(body: object): RequestInit {
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

async function contentOf(response: Response): Promise<unknown> {
  const isJson = response.headers.get('Content-Type')?.includes('application/json');
  return isJson === true ? response.json() : response.text();
}

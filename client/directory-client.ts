import createClient, { type Client } from 'openapi-fetch';
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
  /^\/(?:session\/(?:log-in|log-out|switch-account|complete-sign-up|sign-up-by-invitation)|account\/leave-account)$/;

/**
 * Creates a client of the directory's endpoints. Its paths, inputs, outputs and error codes have the types of
 * the OpenAPI document, and it sends `json: true` with each change.
 *
 * The client remembers the account that `/session/show`, `/session/accept-invitation` or
 * `/account/create-account` last returned and sends it as `accountId` in all other calls. If another tab switches the session to another account, these
 * calls are refused with `ACCOUNT_CHANGED` until `/session/show` is called again.
 *
 * @returns a client whose calls resolve to `{ data }` or `{ error }` and do not reject if the service refuses.
 */
export function directoryClient({
  apiKey,
  ...options
}: DirectoryClientOptions): Client<ClientPaths> {
  const headers = apiKey === undefined ? {} : { 'X-Api-Key': apiKey };
  let accountId: string | undefined;
  const client = createClient<ClientPaths>({ ...options, headers });
  client.use({
    onRequest({ request, schemaPath }) {
      const isNamed = schemaPath !== SHOW && !WITHOUT_ACCOUNT.includes(schemaPath);
      return withFields(request, isNamed && accountId !== undefined ? { accountId } : {});
    },
    async onResponse({ response, schemaPath }) {
      if (!response.ok) return;
      if (FORGETS_ACCOUNT.test(schemaPath)) accountId = undefined;
      if (schemaPath !== SHOW && !MOVING.includes(schemaPath)) return;
      const { account } = (await response.clone().json()) as { account: { id: string } | null };
      accountId = account?.id;
    },
  });
  return client;
}

async function withFields(request: Request, fields: Record<string, string>): Promise<Request> {
  if (request.method === 'GET') {
    const url = new URL(request.url);
    for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
    return new Request(url, request);
  }
  const text = await request.clone().text();
  const input = text === '' ? {} : (JSON.parse(text) as object);
  const sent = new Headers(request.headers);
  sent.set('Content-Type', 'application/json');
  const body = JSON.stringify({ json: true, ...fields, ...input });
  return new Request(request, { headers: sent, body });
}

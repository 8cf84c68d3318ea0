import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api';

/** Where a client calls, and as whom. */
export interface DirectoryClientOptions {
  /** The service, as in `https://example-1234.twil.io`. Default, in a page of it: the page's own. */
  readonly baseUrl?: string;
  /** An API key. Default: the browser's session cookie says who calls. */
  readonly apiKey?: string;
  /** In place of the global one. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** The endpoints, without `json` in their inputs, which the client adds. */
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
const ACCEPT = '/session/accept-invitation';
// Nobody has to be known to call these, so they belong to no account.
const WITHOUT_ACCOUNT: readonly string[] = [
  '/session/log-in',
  '/session/sign-up',
  '/session/complete-sign-up',
  '/session/sign-up-by-invitation',
  '/session/show-invitation',
  '/session/forgot-password',
  '/session/reset-password',
  '/token/ssh',
];
const ENDS_OR_MOVES =
  /^\/session\/(?:log-in|log-out|switch-account|complete-sign-up|sign-up-by-invitation)$/;

/**
 * A client of the directory's endpoints, typed by their OpenAPI document: paths, inputs, outputs and
 * error codes. It sends `json: true` with each change.
 *
 * It remembers the account that `/session/show` or `/session/accept-invitation` last told, and names it as
 * `accountId` in all other calls. If another tab takes the session to another account, they are refused
 * with `ACCOUNT_CHANGED` until `/session/show` is called again.
 *
 * @returns a client whose calls resolve to `{ data }` or `{ error }`, and never reject for a refusal.
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
      if (ENDS_OR_MOVES.test(schemaPath)) accountId = undefined;
      if (schemaPath !== SHOW && schemaPath !== ACCEPT) return;
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

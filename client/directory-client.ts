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

/**
 * A client of the directory's endpoints, typed by their OpenAPI document: paths, inputs, outputs and
 * error codes.
 *
 * @returns a client whose calls resolve to `{ data }` or `{ error }`, and never reject for a refusal.
 */
export function directoryClient({ apiKey, ...options }: DirectoryClientOptions): Client<paths> {
  const headers = apiKey === undefined ? {} : { 'X-Api-Key': apiKey };
  return createClient<paths>({ ...options, headers });
}

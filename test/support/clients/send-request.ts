import { once } from 'node:events';
import { type Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it is sent. Only the framing is added. */
export interface RawRequest {
  readonly method?: string;
  /** A flat list of names and values sends repeated headers unchanged and no Host. */
  readonly headers?: OutgoingHttpHeaders | readonly string[];
  readonly body?: string;
  /** The agent that keeps connections. Default: none, so the request has a connection of its own. */
  readonly agent?: Agent;
}

/** A response. Repeated headers are joined by commas. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
}

/** Sends one request with node:http, which allows more than `fetch`. */
export async function sendRequest(url: string, sent: RawRequest = {}): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body, agent = false } = sent;
  const outgoing = request(url, { method, headers: headers as OutgoingHttpHeaders, agent });
  outgoing.end(body);
  const [reply] = (await once(outgoing, 'response')) as [IncomingMessage];
  const joined = Object.entries(reply.headersDistinct).map(([name, values]) => [
    name,
    values?.join(', ') ?? '',
  ]);
  return {
    status: reply.statusCode ?? 0,
    headers: Object.fromEntries(joined),
    cookies: reply.headers['set-cookie'] ?? [],
    body: await text(reply),
  };
}

/** Returns the headers of a request with a JSON body, as a flat list. */
export function jsonFields(body: string): readonly string[] {
  return ['Content-Type', 'application/json', 'Content-Length', `${Buffer.byteLength(body)}`];
}

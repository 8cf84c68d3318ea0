import { once } from 'node:events';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request in the form in which it goes over the wire: nothing is added but framing. */
export interface RawRequest {
  readonly method?: string;
  /** A flat list of names and values sends repeated fields as they are, and no Host. */
  readonly headers?: OutgoingHttpHeaders | readonly string[];
  readonly body?: string;
}

/** What came back. Repeated header fields are joined by a comma. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
}

/** Sends one request with node:http, which lets through what `fetch` does not. */
export async function sendRequest(url: string, sent: RawRequest = {}): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body } = sent;
  const outgoing = request(url, { method, headers: headers as OutgoingHttpHeaders, agent: false });
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

/** The fields of a request whose body is JSON, in a flat list. */
export function jsonFields(body: string): readonly string[] {
  return ['Content-Type', 'application/json', 'Content-Length', `${Buffer.byteLength(body)}`];
}

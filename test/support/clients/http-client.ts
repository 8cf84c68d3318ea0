import { once } from 'node:events';
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** The response to node:http. */
export interface HttpAnswer {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly body: string;
  /** Whether the request reused the connection of an earlier request. */
  readonly reused: boolean;
}

/** Sends one request with node:http. Its option `auth` sends credentials. */
export async function httpRequest(url: string, options: RequestOptions = {}): Promise<HttpAnswer> {
  const outgoing = request(url, options).end();
  const [reply] = (await once(outgoing, 'response')) as [IncomingMessage];
  return {
    status: reply.statusCode ?? 0,
    challenge: reply.headers['www-authenticate'],
    body: await text(reply),
    reused: outgoing.reusedSocket,
  };
}

/** Returns an agent that sends all requests over one connection, one after another. */
export function oneConnection(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 });
}

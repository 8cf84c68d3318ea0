import { once } from 'node:events';
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** What node:http was answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly body: string;
  /** Whether the request went over a connection that had carried another one before. */
  readonly reused: boolean;
}

/** Sends one request with node:http; `auth` is its own way to send credentials. */
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

/** An agent that sends everything over one connection, one after the other. */
export function oneConnection(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 });
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that the upstream service received. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  /** Names and values as received. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An upstream service whose responses the test sets. It records the requests. */
export interface UpstreamServer {
  readonly url: string;
  readonly received: readonly ReceivedRequest[];
  /** Returns the number of connections that were made to it. */
  connections(): number;
  close(): Promise<void>;
}

/** Starts a service on a free port of the loopback address. */
export async function startUpstreamServer(
  answer: (request: ReceivedRequest, response: ServerResponse) => void,
): Promise<UpstreamServer> {
  const received: ReceivedRequest[] = [];
  let connections = 0;
  const server = createServer(async (message, response) => {
    const { method = '', url = '', headers, rawHeaders } = message;
    const request = { method, url, headers, rawHeaders, body: await text(message) };
    received.push(request);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  server.on('connection', () => {
    connections += 1;
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    connections: () => connections,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** A proxy in front of a service that passes everything through unchanged and records it. */
export interface Recorder {
  readonly url: string;
  /** Returns one line for each request, such as `GET /basic bare: 401` or `GET /basic with credentials: 200`. */
  exchanges(): readonly string[];
  close(): Promise<void>;
}

/** Records the requests that a client actually makes. */
export async function startRecorder(target: string): Promise<Recorder> {
  const exchanges: string[] = [];
  const server = createServer(async (request, response) => {
    try {
      const reply = await passOn(request, target);
      exchanges.push(describeExchange(request, reply));
      response.writeHead(reply.statusCode ?? 0, reply.rawHeaders);
      await pipeline(reply, response);
    } catch {
      // The client sees a broken connection, as it would without this proxy.
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges: () => [...exchanges],
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function passOn(request: IncomingMessage, target: string): Promise<IncomingMessage> {
  const { method = 'GET', url = '/', rawHeaders: headers } = request;
  const onward = send(new URL(url, target), { method, headers, agent: false });
  const replied = once(onward, 'response');
  request.pipe(onward);
  const [reply] = (await replied) as [IncomingMessage];
  return reply;
}

function describeExchange({ method, url, headers }: IncomingMessage, reply: IncomingMessage) {
  const credentials = headers.authorization === undefined ? 'bare' : 'with credentials';
  return `${method} ${url} ${credentials}: ${reply.statusCode}`;
}

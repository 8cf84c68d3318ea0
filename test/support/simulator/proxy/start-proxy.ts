import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { closeServer, listen } from '../listen';
import { readCertificate } from '../simulator-files';

/** The proxy, with the settings that its clients need. */
export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** The server that answers the requests to the given hosts. */
  readonly api: Server;
  readonly hosts: readonly string[];
}

/** Starts a proxy that terminates the TLS of the given hosts and refuses every other request. */
export async function startProxy({ api, hosts }: ProxyOptions): Promise<Proxy> {
  const tls = createTlsServer(readCertificate(), (request, response) => {
    api.emit('request', request, response);
  });
  const tunnels = new Set<Duplex>();
  const proxy = createServer((_request, response) => {
    response.writeHead(403).end('The proxy forwards no request to another host.');
  });
  proxy.on('connect', ({ url = '' }, socket, head) => {
    tunnels.add(socket);
    socket.on('close', () => tunnels.delete(socket));
    socket.on('error', () => socket.destroy());
    if (!hosts.some((host) => url === `${host}:443`)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    socket.unshift(head);
    tls.emit('connection', socket);
  });
  return {
    url: `http://127.0.0.1:${await listen(proxy)}`,
    async close() {
      for (const tunnel of tunnels) tunnel.destroy();
      await closeServer(proxy);
    },
  };
}

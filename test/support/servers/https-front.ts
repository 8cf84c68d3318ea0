import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { selfSigned } from './self-signed';

/** An HTTPS server in front of a later service, as every deployed service has. */
export interface HttpsFront {
  /** `https://localhost:…`, without a slash at the end. */
  readonly origin: string;
  readonly port: number;
  /** The certificate, for a client to trust. */
  readonly cert: string;
  /** Sets the service behind it. */
  serve(url: string): void;
  close(): Promise<void>;
}

/** Starts an HTTPS front on a free port, with a certificate for these names. Default: localhost. */
export async function startHttpsFront(...names: readonly string[]): Promise<HttpsFront> {
  const certified = await selfSigned(...names);
  const sockets = new Set<Socket>();
  let behind = 0;
  const server = createServer(certified, (socket) => {
    const onward = connect(behind, '127.0.0.1');
    for (const one of [socket, onward]) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => sockets.delete(one));
    }
    socket.pipe(onward).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://localhost:${port}`,
    port,
    cert: certified.cert,
    serve(url) {
      behind = Number(new URL(url).port);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

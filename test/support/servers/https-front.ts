import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { selfSigned } from './self-signed';

/** HTTPS in front of a service that is to come, as every deployed one has it. */
export interface HttpsFront {
  /** `https://localhost:…`, without a slash at the end. */
  readonly origin: string;
  /** The certificate, for a client to trust. */
  readonly cert: string;
  /** Says which service is behind. */
  serve(url: string): void;
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startHttpsFront(): Promise<HttpsFront> {
  const certified = await selfSigned();
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

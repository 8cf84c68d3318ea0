import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A way to a server that may get lost. */
export interface Relay {
  readonly port: number;
  /** Forgets the connections that there are, as a router does: neither end is told. */
  forget(): void;
  /** Takes connections from now on, and no word gets through on any. */
  mute(): void;
  close(): Promise<void>;
}

/** Passes connections on to a port of this machine. */
export async function startRelay(port: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  let isMute = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (isMute) return void near.resume();
    const far = createConnection(port, '127.0.0.1');
    keep(far);
    near.pipe(far).pipe(near);
  });
  const forget = () => {
    for (const socket of sockets) socket.unpipe().resume();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    forget,
    mute() {
      isMute = true;
      forget();
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The same database by another way. */
export function via(relay: Relay, url: string): string {
  return Object.assign(new URL(url), { port: `${relay.port}` }).href;
}

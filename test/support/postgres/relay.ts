import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A proxy to a server that simulates network faults. */
export interface Relay {
  readonly port: number;
  /** Drops all further data of the open connections without closing them. */
  forget(): void;
  /** Does the same, also for new connections. */
  mute(): void;
  /** Forwards new connections again. */
  unmute(): void;
  /** Delays further data of the server by this many milliseconds. */
  delay(ms: number): void;
  close(): Promise<void>;
}

/** Forwards connections to a port of this machine. */
export async function startRelay(port: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const forgotten = new WeakSet<Socket>();
  let isMute = false;
  let delayMs = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    if (isMute) forgotten.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    return socket;
  };
  const pass = (from: Socket, to: Socket, send: (then: () => void) => void) => {
    const through = (then: () => void) => send(() => forgotten.has(from) || then());
    from.on('data', (data) => through(() => to.write(data)));
    from.on('end', () => through(() => to.end()));
    // Also after an error, such as that of a server that is down.
    from.on('close', () => through(() => to.end()));
  };
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = createConnection({ port, host: '127.0.0.1', allowHalfOpen: true });
    pass(keep(near), keep(far), (then) => then());
    pass(far, near, (then) => setTimeout(then, delayMs));
  });
  const forget = () => {
    for (const socket of sockets) forgotten.add(socket);
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
    unmute() {
      isMute = false;
    },
    delay(ms) {
      delayMs = ms;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Returns the URL of the same database through a proxy. */
export function via(relay: Relay, url: string): string {
  return Object.assign(new URL(url), { port: `${relay.port}` }).href;
}

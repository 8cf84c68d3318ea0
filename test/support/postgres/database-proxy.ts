import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A message of PostgreSQL's protocol ("Message Formats"). */
export interface Message {
  /** Empty for a client's first message. */
  readonly type: string;
  /** The contents after the length. */
  readonly body: Buffer;
}

/** The callbacks of one connection, for the messages of each side. */
export interface Watch {
  sent?(message: Message): void;
  answered?(message: Message): void;
}

/** A proxy for a database. */
export interface DatabaseProxy {
  /** The URL of the same database through the proxy. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Listens on a free port of the loopback address, and forwards everything to the database.
 *
 * @param watch - returns the callbacks of a new connection.
 */
export async function proxyDatabase(url: string, watch: () => Watch): Promise<DatabaseProxy> {
  const { hostname: host, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host, port: Number(port), noDelay: true });
    const { sent = ignore, answered = ignore } = watch();
    client.on('data', readMessages({ hasType: false }, sent)).pipe(upstream);
    upstream.on('data', readMessages({ hasType: true }, answered)).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = `${(server.address() as AddressInfo).port}`;
  return {
    url: Object.assign(new URL(url), { port: through }).href,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const ignore = () => undefined;

/** Reads messages: a type, and a length that includes itself. A client's first message has no type. */
function readMessages(
  { hasType }: { readonly hasType: boolean },
  onMessage: (message: Message) => void,
): (bytes: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let typeBytes = hasType ? 1 : 0;
  return (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    while (pending.length >= typeBytes + 4) {
      const length = typeBytes + pending.readUInt32BE(typeBytes);
      if (pending.length < length) return;
      const type = pending.toString('latin1', 0, typeBytes);
      onMessage({ type, body: pending.subarray(typeBytes + 4, length) });
      pending = pending.subarray(length);
      typeBytes = 1;
    }
  };
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import type { Traffic } from '../tasks';

/** A proxy for a database that counts its traffic. */
export interface Watched {
  readonly url: string;
  /** Returns the traffic so far. */
  traffic(): Traffic;
  close(): void;
}

// A client's messages (Postgres's documentation, "Message Formats"): a simple query is run and answered at
// once. Other queries are run by Execute and answered at Sync.
const RUNS = ['Q', 'E'];
const IS_WAITED_FOR = ['Q', 'S'];

/** Listens on a free port of the loopback address, and forwards everything to the database. */
export async function watchTraffic(url: string): Promise<Watched> {
  const { hostname: host, port } = new URL(url);
  const count = { roundTrips: 0, statements: 0 };
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host, port: Number(port), noDelay: true });
    const read = messageReader((type) => {
      if (RUNS.includes(type)) count.statements += 1;
      if (IS_WAITED_FOR.includes(type)) count.roundTrips += 1;
    });
    client.on('data', read).pipe(upstream);
    upstream.pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const watched = new URL(url);
  watched.port = String((server.address() as AddressInfo).port);
  return { url: watched.href, traffic: () => ({ ...count }), close: () => server.close() };
}

/** Reads a client's messages: a type, and a length that includes itself. The first message has no type. */
function messageReader(onMessage: (type: string) => void): (bytes: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let hasType = 0;
  return (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    while (pending.length >= hasType + 4) {
      const length = hasType + pending.readUInt32BE(hasType);
      if (pending.length < length) return;
      if (hasType === 1) onMessage(pending.toString('latin1', 0, 1));
      pending = pending.subarray(length);
      hasType = 1;
    }
  };
}

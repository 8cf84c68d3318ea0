import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy for a database that counts the waits for it. */
export interface CountedDatabase {
  /** The URL of the same database through the proxy. */
  readonly url: string;
  /**
   * Returns the number of round trips so far: how often a client sent something while the server owed it no
   * answer. Statements that are sent at once are one round trip.
   */
  roundTrips(): number;
  /** Returns the number of statements so far, with those that begin and end transactions. */
  statements(): number;
  close(): Promise<void>;
}

// The messages of PostgreSQL's protocol ("Message Formats"). The server answers a simple query (Q) and a
// Sync (S) with ReadyForQuery (Z). Parse, Bind and Execute (E) are answered up to the next Sync.
const EXPECTS_READY = ['Q', 'S'];
const RUNS_STATEMENT = ['Q', 'E'];
const READY = 'Z';

/** Listens on a free port of the loopback address, and forwards everything to the database. */
export async function countRoundTrips(url: string): Promise<CountedDatabase> {
  const { hostname: host, port } = new URL(url);
  const count = { roundTrips: 0, statements: 0 };
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host, port: Number(port), noDelay: true });
    const { sent, answered } = countConnection(count);
    client.on('data', sent).pipe(upstream);
    upstream.on('data', answered).pipe(client);
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
    roundTrips: () => count.roundTrips,
    statements: () => count.statements,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Counts one connection. Its first messages, up to the first ReadyForQuery, are the login. */
function countConnection(count: { roundTrips: number; statements: number }) {
  let isLoggedIn = false;
  let owed = 0;
  const sent = readMessages({ hasType: false }, (type) => {
    // Each message of a login waits for its answer. The client's goodbye (X) has none.
    if (!isLoggedIn) count.roundTrips += 1;
    if (RUNS_STATEMENT.includes(type)) count.statements += 1;
    if (!isLoggedIn || !EXPECTS_READY.includes(type)) return;
    if (owed === 0) count.roundTrips += 1;
    owed += 1;
  });
  const answered = readMessages({ hasType: true }, (type) => {
    if (type !== READY) return;
    if (isLoggedIn) owed -= 1;
    isLoggedIn = true;
  });
  return { sent, answered };
}

/** Reads messages: a type, and a length that includes itself. A client's first message has no type. */
function readMessages(
  { hasType }: { readonly hasType: boolean },
  onMessage: (type: string) => void,
): (bytes: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let typeBytes = hasType ? 1 : 0;
  return (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    while (pending.length >= typeBytes + 4) {
      const length = typeBytes + pending.readUInt32BE(typeBytes);
      if (pending.length < length) return;
      onMessage(pending.toString('latin1', 0, typeBytes));
      pending = pending.subarray(length);
      typeBytes = 1;
    }
  };
}

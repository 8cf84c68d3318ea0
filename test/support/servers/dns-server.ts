import { createSocket } from 'node:dgram';
import { getServers, setServers } from 'node:dns';
import { once } from 'node:events';
import { join } from 'node:path';

/** A DNS server on this machine that knows only TXT records. */
export interface DnsServer {
  /** The records by name. A name that is missing does not exist. */
  readonly records: Map<string, readonly string[]>;
  /** The host and the port, for another process. See use-dns.cjs. */
  readonly address: string;
  /** Whether it answers at all. */
  answers: boolean;
  close(): Promise<void>;
}

/** The value of NODE_OPTIONS with which a process obeys DNS_SERVER and LOOPBACK_NAME. */
export const USE_DNS = `--require ${join(__dirname, 'use-dns.cjs')}`;

const HEADER_BYTES = 12;
const TXT = 16;
const RESPONSE = 0x8180;
const NO_SUCH_NAME = 3;

/** Returns the environment of a process that asks only this server. */
export function envOfDns({ address }: DnsServer): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: USE_DNS, DNS_SERVER: address };
}

/** Starts the server, and makes it the only one of this process. */
export async function startDnsServer(): Promise<DnsServer> {
  const before = getServers();
  const socket = createSocket('udp4');
  const records = new Map<string, readonly string[]>();
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const server: DnsServer = {
    records,
    address: `127.0.0.1:${socket.address().port}`,
    answers: true,
    async close() {
      setServers(before);
      socket.close();
      await once(socket, 'close');
    },
  };
  socket.on('message', (query, { port, address }) => {
    if (server.answers) socket.send(answerTo(query, records), port, address);
  });
  setServers([server.address]);
  return server;
}

function answerTo(query: Buffer, records: DnsServer['records']): Buffer {
  const { name, end } = nameIn(query);
  const found = records.get(name) ?? [];
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(RESPONSE + (found.length === 0 ? NO_SUCH_NAME : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(found.length, 6);
  // The question is repeated: its type and class follow the name.
  return Buffer.concat([header, query.subarray(HEADER_BYTES, end + 4), ...found.map(recordOf)]);
}

function nameIn(query: Buffer) {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (;;) {
    const length = query[at] ?? 0;
    at += 1;
    if (length === 0) return { name: labels.join('.').toLowerCase(), end: at };
    labels.push(query.toString('latin1', at, at + length));
    at += length;
  }
}

function recordOf(text: string): Buffer {
  const value = Buffer.from(text);
  const fixed = Buffer.from([0xc0, HEADER_BYTES, 0, TXT, 0, 1, 0, 0, 0, 0, 0, value.length + 1]);
  return Buffer.concat([fixed, Buffer.from([value.length]), value]);
}

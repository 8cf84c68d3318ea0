import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';

// Blocks the network in the process that loads and calls Functions, because the doctor sends nothing. Every
// connection fails at once, as on an offline machine.

type Reply = (reason: Error) => void;

const CODE = 'ENETUNREACH';
const LOOKUPS = /^(?:lookup|resolve|reverse)/;

function unreachable(): Error {
  return Object.assign(new Error('the doctor blocks the network'), { code: CODE });
}

// Also of TLS, of fetch and of local sockets.
Socket.prototype.connect = function connect(this: Socket): Socket {
  process.nextTick(() => this.destroy(unreachable()));
  return this;
};

for (const name of ['bind', 'connect', 'send'] as const) {
  Object.assign(dgram.Socket.prototype, {
    [name](this: dgram.Socket) {
      process.nextTick(() => this.emit('error', unreachable()));
      return this;
    },
  });
}

function fail(...given: unknown[]): void {
  const reply = given.at(-1);
  if (typeof reply === 'function') process.nextTick(reply as Reply, unreachable());
}
const reject = () => Promise.reject(unreachable());

for (const owner of [dns, dns.Resolver.prototype]) closeLookups(owner, fail);
for (const owner of [dns.promises, dns.promises.Resolver.prototype]) closeLookups(owner, reject);
syncBuiltinESMExports();

function closeLookups(owner: object, closed: (...given: unknown[]) => unknown): void {
  const proto = Object.getPrototypeOf(owner) ?? {};
  const names = [...Object.getOwnPropertyNames(owner), ...Object.getOwnPropertyNames(proto)];
  for (const name of names) if (LOOKUPS.test(name)) Object.assign(owner, { [name]: closed });
}

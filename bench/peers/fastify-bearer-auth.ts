import type { Contestant } from '../contestant';
import { requirePeer } from './load-peer';

type Done = (error?: Error) => void;
interface Server {
  register(plugin: object, options: object): PromiseLike<unknown>;
  ready(): PromiseLike<unknown>;
  verifyBearerAuth(request: object, reply: object, done: Done): void;
}

const LOG = { error: () => {}, warn: () => {}, info: () => {} };

/** Compares a caller's token with each that it knows. */
export const fastifyBearerAuth: Contestant = {
  name: '@fastify/bearer-auth 10.1.3',
  async create(users) {
    const server = requirePeer<() => Server>('fastify')();
    const keys = new Set(users.map(({ password }) => password));
    await server.register(requirePeer<object>('@fastify/bearer-auth'), {
      keys,
      addHook: false,
      verifyErrorLogLevel: 'debug',
    });
    await server.ready();
    return (authorization) => {
      let accepted = false;
      const request = { headers: { authorization }, raw: { headers: { authorization } }, log: LOG };
      server.verifyBearerAuth(request, replyTo(), (error) => {
        accepted = error === undefined;
      });
      return accepted;
    };
  },
};

// As much of a reply as it uses.
function replyTo() {
  const reply = { code: () => reply, header: () => reply, send: () => reply };
  return reply;
}

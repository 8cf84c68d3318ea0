import type { Contestant } from '../target';
import { requirePeer } from './load-peer';

type Done = (error?: Error) => void;
interface Server {
  register(plugin: object, options: object): PromiseLike<unknown>;
  ready(): PromiseLike<unknown>;
  verifyBearerAuth(request: object, reply: object, done: Done): void;
}

const LOG = { debug: () => {} };

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
    return (authorization) =>
      new Promise((resolve) => {
        const raw = { headers: { authorization } };
        server.verifyBearerAuth({ raw, log: LOG }, replyTo(), (error) => {
          resolve(error === undefined);
        });
      });
  },
};

// As much of a reply as it uses.
function replyTo() {
  const reply = { code: () => reply, header: () => reply, send: () => reply };
  return reply;
}

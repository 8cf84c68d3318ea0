import type { Target } from '../target';
import { requirePeer } from './load-peer';

type Done = (error?: Error) => void;
interface Server {
  register(plugin: object, options: object): PromiseLike<unknown>;
  ready(): PromiseLike<unknown>;
  verifyBearerAuth(request: object, reply: object, done: Done): void;
}

const LOG = { debug: () => {} };

/** Fastify's plugin, which compares a caller's token with each known token. */
export const fastifyBearerAuth: Target = {
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

// The part of a reply that the plugin uses.
function replyTo() {
  const reply = { code: () => reply, header: () => reply, send: () => reply };
  return reply;
}

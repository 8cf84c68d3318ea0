import type { Contestant } from '../target';
import { carefulCheck } from './constant-time-check';
import { requirePeer } from './load-peer';

type Done = (error?: Error) => void;
type Validate = (
  username: string,
  password: string,
  request: object,
  reply: object,
  done: Done,
) => void;
interface Server {
  register(
    plugin: object,
    options: { readonly validate: Validate; readonly authenticate: boolean },
  ): PromiseLike<unknown>;
  ready(): PromiseLike<unknown>;
  basicAuth(request: object, reply: object, next: Done): void;
}

const REPLY = { header: () => REPLY };

// One error for all refusals, which flatters it: an application would build one for each.
const REFUSAL = new Error('Unauthorized');

export const fastifyBasicAuth: Contestant = {
  name: '@fastify/basic-auth 6.3.0 + careful check',
  async create(users) {
    const server = requirePeer<() => Server>('fastify')();
    const check = carefulCheck(users);
    await server.register(requirePeer<object>('@fastify/basic-auth'), {
      authenticate: true,
      validate(username, password, _request, _reply, done) {
        if (check(username, password)) done();
        else done(REFUSAL);
      },
    });
    await server.ready();

    return (authorization) => {
      let accepted = false;
      server.basicAuth({ headers: { authorization } }, REPLY, (error) => {
        accepted = error === undefined;
      });
      return accepted;
    };
  },
};

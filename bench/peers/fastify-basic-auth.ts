import type { Target } from '../target';
import { constantTimeCheck } from './constant-time-check';
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

// One error serves all refusals. This favors the peer, as an application would create one for each.
const REFUSAL = new Error('Unauthorized');

export const fastifyBasicAuth: Target = {
  name: '@fastify/basic-auth 6.3.0 + constant-time check',
  async create(users) {
    const server = requirePeer<() => Server>('fastify')();
    const check = constantTimeCheck(users);
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

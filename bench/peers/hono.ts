import type { Target, User } from '../target';
import { importPeer } from './load-peer';

type Middleware = (context: object, next: () => Promise<void>) => Promise<void>;
interface Hono {
  basicAuth(first: User, ...others: readonly User[]): Middleware;
}

/** hono's middleware, which refuses by throwing an exception with a Response. */
export const hono: Target = {
  name: 'hono 4.13.19 basicAuth',
  onceFrom: 10_000,
  async create(users) {
    const { basicAuth } = await importPeer<Hono>('hono/basic-auth');
    const [first = { username: '', password: '' }, ...others] = users;
    const middleware = basicAuth({ ...first }, ...others.map((user) => ({ ...user })));
    return async (authorization) => {
      let accepted = false;
      try {
        await middleware({ req: { raw: requestWith(authorization) } }, async () => {
          accepted = true;
        });
      } catch {
        return false;
      }
      return accepted;
    };
  },
};

// Returns only the part of a Request that hono reads. A real Request costs more than the whole decision
// of some peers.
function requestWith(authorization: string | undefined) {
  return { headers: { get: () => authorization ?? null } };
}

import type { Target } from '../target';
import { importPeer } from './load-peer';

type Middleware = (context: object, next: () => Promise<void>) => Promise<void>;
interface HonoBearerAuth {
  bearerAuth(options: { readonly token: readonly string[] }): Middleware;
}

/** hono's middleware, which compares a token with each known token, and throws to refuse. */
export const honoBearerAuth: Target = {
  name: 'hono 4.13.19 bearerAuth',
  onceFrom: 1_000,
  async create(users) {
    const { bearerAuth } = await importPeer<HonoBearerAuth>('hono/bearer-auth');
    const middleware = bearerAuth({ token: users.map(({ password }) => password) });
    return async (authorization) => {
      let accepted = false;
      const context = { req: { header: () => authorization }, set: () => {}, get: () => {} };
      try {
        await middleware(context, async () => {
          accepted = true;
        });
      } catch {
        return false;
      }
      return accepted;
    };
  },
};

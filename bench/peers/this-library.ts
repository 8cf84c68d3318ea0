import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Contestant, User } from '../target';
import { requirePeer } from './load-peer';

// The asset as it is deployed, copied beside the compiled benchmarks. Its types are the library's.
export type Asset = typeof import('../../lib/index');
export const KIT = join(__dirname, 'auth.private.js');

/** What the scheme does with a request: its settings looked up, its outcome told. */
export const kitDecision: Contestant = {
  name: '**this kit**, the decision',
  create(users) {
    const scheme = guessable(requirePeer<Asset>(KIT), users);
    return (authorization) => {
      const configured = scheme.configure({});
      if ('problems' in configured) throw new Error(configured.problems.join('; '));
      const outcome = configured.authenticate(eventWith(authorization), {});
      return (outcome as { readonly status: string }).status === 'accepted';
    };
  },
};

/**
 * What `withAuth` does with a request: the decision, then the handler and its answer, or the
 * runtime's own Response with its challenge.
 */
export const kitGuard: Contestant = {
  name: '**this kit**, the whole guard',
  create(users) {
    provideTwilio();
    const asset = requirePeer<Asset>(KIT);
    const policy = { schemes: guessable(asset, users), onDecision: () => undefined };
    const guarded = asset.withAuth(policy, (_context, _event, callback) => callback(null, 'OK'));
    return (authorization) => {
      let accepted = false;
      guarded(contextOf() as never, eventWith(authorization) as never, (_error, payload) => {
        accepted = payload === 'OK';
      });
      return accepted;
    };
  },
};

// Guesses are counted as always, but nobody has to wait: the peers never make anybody wait.
function guessable({ basic, memoryThrottle }: Asset, users: readonly User[]) {
  return basic({
    credentials: users.map((user) => ({ ...user })),
    throttle: memoryThrottle({ maxDelaySeconds: 0 }),
  });
}

// As the runtime builds them, anew for each request.
export function eventWith(authorization: string | undefined) {
  const headers = authorization === undefined ? {} : { authorization };
  return { request: { headers, cookies: {} } };
}

export function contextOf() {
  return { DOMAIN_NAME: 'localhost:3000', PATH: '/bench', USERNAME: 'unused', PASSWORD: 'unused' };
}

/** The runtime's own Response, which it gives to Functions as a global. */
export function provideTwilio(): void {
  const runtime = dirname(require.resolve('@twilio/runtime-handler/dev'));
  const { Response } = createRequire(join(runtime, 'server.js'))('./internal/response');
  Object.assign(globalThis, { Twilio: { Response } });
}

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Target, User } from '../target';
import { requirePeer } from './load-peer';

// The asset as it is deployed, copied next to the compiled benchmarks. Its types come from lib/.
export type Asset = typeof import('../../lib/index');
export const LIBRARY = join(__dirname, 'auth.private.js');

/** The work of the scheme for one request: it looks up its settings, and returns an outcome. */
export const libraryDecision: Target = {
  name: '**this library**, the decision',
  create(users) {
    const scheme = withoutDelays(requirePeer<Asset>(LIBRARY), users);
    return (authorization) => {
      const configured = scheme.configure({});
      if ('problems' in configured) throw new Error(configured.problems.join('; '));
      const outcome = configured.authenticate(eventWith(authorization), {});
      return (outcome as { readonly status: string }).status === 'accepted';
    };
  },
};

/**
 * The work of `withAuth` for one request: the decision, followed by the handler and its answer, or by
 * the runtime's own Response with the challenge.
 */
export const libraryGuard: Target = {
  name: '**this library**, the whole guard',
  create(users) {
    provideTwilio();
    const asset = requirePeer<Asset>(LIBRARY);
    const policy = { schemes: withoutDelays(asset, users), onDecision: () => undefined };
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

// Failures are counted as usual, but no caller is delayed, because the peers never delay a caller.
function withoutDelays({ basic, memoryThrottle }: Asset, users: readonly User[]) {
  return basic({
    credentials: users.map((user) => ({ ...user })),
    throttle: memoryThrottle({ maxDelaySeconds: 0 }),
  });
}

// Builds the event as the runtime does for each request.
export function eventWith(authorization: string | undefined) {
  const headers = authorization === undefined ? {} : { authorization };
  return { request: { headers, cookies: {} } };
}

export function contextOf() {
  return { DOMAIN_NAME: 'localhost:3000', PATH: '/bench', USERNAME: 'unused', PASSWORD: 'unused' };
}

/** Defines the runtime's own Response as a global, as the runtime does for Functions. */
export function provideTwilio(): void {
  const runtime = dirname(require.resolve('@twilio/runtime-handler/dev'));
  const { Response } = createRequire(join(runtime, 'server.js'))('./internal/response');
  Object.assign(globalThis, { Twilio: { Response } });
}

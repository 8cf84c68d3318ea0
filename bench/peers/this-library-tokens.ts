import { hash } from 'node:crypto';
import { join } from 'node:path';
import { AUDIENCE, ISSUER, type JwtAlgorithm, KEYS } from '../jwt-callers';
import { type Decide, ONE_USER, type Target, type User } from '../target';
import { requirePeer } from './load-peer';
import { type Asset, contextOf, eventWith, LIBRARY, provideTwilio } from './this-library';

type Scheme = ReturnType<Asset['bearer']>;

/** The work of the scheme for one request: it looks up its settings, and returns an outcome. */
export const libraryToken: Target = {
  name: '**this library**, the decision',
  create: (users) => decider(schemeOf(users)),
};

/** The work of `withAuth` for one request, as for Basic. */
export const libraryTokenGuard: Target = {
  name: '**this library**, the whole guard',
  create(users) {
    provideTwilio();
    const policy = { schemes: schemeOf(users), onDecision: () => undefined };
    const { withAuth } = requirePeer<Asset>(LIBRARY);
    const guarded = withAuth(policy, (_context, _event, callback) => callback(null, 'OK'));
    return (authorization) => {
      let accepted = false;
      guarded(contextOf() as never, eventWith(authorization) as never, (_error, payload) => {
        accepted = payload === 'OK';
      });
      return accepted;
    };
  },
};

/** JSON Web Tokens, verified by the asset that /auth.js loads. */
export const libraryJwt = (algorithm: JwtAlgorithm): Target => ({
  name: '**this library**, the decision',
  sizes: ONE_USER,
  create() {
    const jwt = { path: join(__dirname, 'jwt.private.js') };
    Object.assign(globalThis, { Runtime: { getAssets: () => ({ '/jwt.js': jwt }) } });
    const key = algorithm === 'HS256' ? { secret: KEYS.secret } : { publicKey: KEYS.publicKey };
    const { bearer } = requirePeer<Asset>(LIBRARY);
    const options = { ...key, algorithms: [algorithm], issuer: ISSUER, audience: AUDIENCE };
    return decider(bearer({ jwt: options }));
  },
});

function schemeOf(users: readonly User[]): Scheme {
  const tokens = users.map(({ username, password }) => `${username}:${digest(password)}`);
  return requirePeer<Asset>(LIBRARY).bearer({ tokens, variables: false });
}

function decider(scheme: Scheme): Decide {
  return (authorization) => {
    const configured = scheme.configure({});
    if ('problems' in configured) throw new Error(configured.problems.join('; '));
    const outcome = configured.authenticate(eventWith(authorization), {});
    if ('then' in outcome) return Promise.resolve(outcome.then(isAccepted));
    return isAccepted(outcome);
  };
}

function isAccepted({ status }: { readonly status: string }): boolean {
  return status === 'accepted';
}

function digest(token: string): string {
  return hash('sha256', token, 'base64url');
}

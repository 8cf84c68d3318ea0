import { AUDIENCE, ISSUER, type JwtAlgorithm, KEYS } from '../jwt-callers';
import { ONE_USER, type Target } from '../target';
import { importPeer } from './load-peer';

type Middleware = (context: object, next: () => Promise<void>) => Promise<unknown>;
interface HonoJwt {
  jwt(options: {
    readonly secret: string;
    readonly alg: string;
    readonly verification: { readonly iss: string; readonly aud: string };
  }): Middleware;
}

/** hono's JWT middleware, which imports the key for each token. */
export const honoJwt = (algorithm: JwtAlgorithm): Target => ({
  name: 'hono 4.13.19 jwt',
  sizes: ONE_USER,
  async create() {
    const { jwt } = await importPeer<HonoJwt>('hono/jwt');
    const secret = algorithm === 'HS256' ? KEYS.secret : KEYS.publicKey;
    const verification = { iss: ISSUER, aud: AUDIENCE };
    const middleware = jwt({ secret, alg: algorithm, verification });
    return async (authorization) => {
      let accepted = false;
      const raw = { headers: { get: () => authorization ?? null } };
      const req = { raw, url: 'https://service.example/', header: () => authorization };
      try {
        await middleware({ req, set: () => {}, res: {} }, async () => {
          accepted = true;
        });
      } catch {
        return false;
      }
      return accepted;
    };
  },
});

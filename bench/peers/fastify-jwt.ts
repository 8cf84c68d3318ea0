import { AUDIENCE, ISSUER, type JwtAlgorithm, KEYS } from '../jwt-callers';
import { ONE_USER, type Target } from '../target';
import { requirePeer } from './load-peer';

interface Server {
  register(plugin: object, options: object): PromiseLike<unknown>;
  ready(): PromiseLike<unknown>;
  readonly jwt: {
    verify(token: string, done: (error: Error | null, claims?: object) => void): void;
  };
}

/** The function that `request.jwtVerify` calls after it has read the header. */
export const fastifyJwt = (algorithm: JwtAlgorithm): Target => ({
  name: '@fastify/jwt 10.2.8',
  sizes: ONE_USER,
  async create() {
    const server = requirePeer<() => Server>('fastify')();
    const secret =
      algorithm === 'HS256' ? KEYS.secret : { private: KEYS.privateKey, public: KEYS.publicKey };
    await server.register(requirePeer<object>('@fastify/jwt'), {
      secret,
      sign: { algorithm },
      verify: { algorithms: [algorithm], allowedIss: ISSUER, allowedAud: AUDIENCE },
    });
    await server.ready();
    return (authorization) => {
      if (authorization === undefined) return false;
      return new Promise((resolve) => {
        try {
          server.jwt.verify(authorization.slice('Bearer '.length), (error) => resolve(!error));
        } catch {
          resolve(false);
        }
      });
    };
  },
});

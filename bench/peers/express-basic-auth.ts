import type { Target } from '../target';
import { requirePeer } from './load-peer';

interface Response {
  set(name: string, value: string): Response;
  status(code: number): Response;
  send(body: string): Response;
}
type Middleware = (request: object, response: Response, next: () => void) => void;
type ExpressBasicAuth = (options: {
  readonly users: Readonly<Record<string, string>>;
  readonly challenge: boolean;
}) => Middleware;

const RESPONSE: Response = {
  set: () => RESPONSE,
  status: () => RESPONSE,
  send: () => RESPONSE,
};

export const expressBasicAuth: Target = {
  name: 'express-basic-auth 1.2.1',
  create(users) {
    const middleware = requirePeer<ExpressBasicAuth>('express-basic-auth')({
      users: Object.fromEntries(users.map(({ username, password }) => [username, password])),
      challenge: true,
    });
    return (authorization) => {
      let accepted = false;
      middleware({ headers: { authorization } }, RESPONSE, () => {
        accepted = true;
      });
      return accepted;
    };
  },
};

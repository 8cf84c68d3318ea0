import type { Target } from '../target';
import { constantTimeCheck } from './constant-time-check';
import { requirePeer } from './load-peer';

type BasicAuth = (request: {
  readonly headers: { readonly authorization: string | undefined };
}) => { readonly name: string; readonly pass: string } | undefined;

export const basicAuth: Target = {
  name: 'basic-auth 2.0.1 + constant-time check',
  create(users) {
    const parse = requirePeer<BasicAuth>('basic-auth');
    const check = constantTimeCheck(users);
    return (authorization) => {
      const credentials = parse({ headers: { authorization } });
      return credentials !== undefined && check(credentials.name, credentials.pass);
    };
  },
};

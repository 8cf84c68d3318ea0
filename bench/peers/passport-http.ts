import type { Target } from '../target';
import { constantTimeCheck } from './constant-time-check';
import { requirePeer } from './load-peer';
import { isAllowed, type Strategy, type Verified } from './passport-strategy';

interface PassportHttp {
  BasicStrategy: new (
    verify: (username: string, password: string, verified: Verified) => void,
  ) => Strategy;
}

export const passportHttp: Target = {
  name: 'passport-http 0.3.0 + constant-time check',
  create(users) {
    const { BasicStrategy } = requirePeer<PassportHttp>('passport-http');
    const check = constantTimeCheck(users);
    const strategy = new BasicStrategy((username, password, verified) => {
      verified(null, check(username, password) ? { username } : false);
    });
    return (authorization) => isAllowed(strategy, authorization);
  },
};

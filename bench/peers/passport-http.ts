import type { Contestant } from '../target';
import { carefulCheck } from './constant-time-check';
import { requirePeer } from './load-peer';
import { isLetIn, type Strategy, type Verified } from './passport-strategy';

interface PassportHttp {
  BasicStrategy: new (
    verify: (username: string, password: string, verified: Verified) => void,
  ) => Strategy;
}

export const passportHttp: Contestant = {
  name: 'passport-http 0.3.0 + careful check',
  create(users) {
    const { BasicStrategy } = requirePeer<PassportHttp>('passport-http');
    const check = carefulCheck(users);
    const strategy = new BasicStrategy((username, password, verified) => {
      verified(null, check(username, password) ? { username } : false);
    });
    return (authorization) => isLetIn(strategy, authorization);
  },
};

import type { Contestant } from '../target';
import { carefulTokenCheck } from './constant-time-token-check';
import { requirePeer } from './load-peer';
import { isLetIn, type Strategy, type Verified } from './passport-strategy';

interface PassportHttpBearer {
  Strategy: new (verify: (token: string, verified: Verified) => void) => Strategy;
}

export const passportBearer: Contestant = {
  name: 'passport-http-bearer 1.0.1 + careful check',
  create(users) {
    const { Strategy } = requirePeer<PassportHttpBearer>('passport-http-bearer');
    const check = carefulTokenCheck(users);
    const strategy = new Strategy((token, verified) => verified(null, check(token) ?? false));
    return (authorization) => isLetIn(strategy, authorization);
  },
};

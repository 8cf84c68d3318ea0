import type { Target } from '../target';
import { constantTimeTokenCheck } from './constant-time-token-check';
import { requirePeer } from './load-peer';
import { isAllowed, type Strategy, type Verified } from './passport-strategy';

interface PassportHttpBearer {
  Strategy: new (verify: (token: string, verified: Verified) => void) => Strategy;
}

export const passportBearer: Target = {
  name: 'passport-http-bearer 1.0.1 + constant-time check',
  create(users) {
    const { Strategy } = requirePeer<PassportHttpBearer>('passport-http-bearer');
    const check = constantTimeTokenCheck(users);
    const strategy = new Strategy((token, verified) => verified(null, check(token) ?? false));
    return (authorization) => isAllowed(strategy, authorization);
  },
};

import type { Contestant } from '../contestant';
import { carefulTokenCheck } from './careful-token-check';
import { requirePeer } from './load-peer';

type Verified = (error: unknown, user: object | false) => void;
interface Strategy {
  authenticate(request: object): void;
  success(user: object): void;
  fail(challenge: string | number): void;
}
interface PassportHttpBearer {
  Strategy: new (verify: (token: string, verified: Verified) => void) => Strategy;
}

export const passportBearer: Contestant = {
  name: 'passport-http-bearer 1.0.1 + careful check',
  create(users) {
    const { Strategy } = requirePeer<PassportHttpBearer>('passport-http-bearer');
    const check = carefulTokenCheck(users);
    const strategy = new Strategy((token, verified) => verified(null, check(token) ?? false));
    return (authorization) => {
      let accepted = false;
      // As passport does for each request: a strategy of its own, with the outcomes filled in.
      const own = Object.create(strategy) as Strategy;
      own.success = () => {
        accepted = true;
      };
      own.fail = () => {};
      own.authenticate({ headers: { authorization } });
      return accepted;
    };
  },
};

import type { Contestant } from '../contestant';
import { carefulCheck } from './careful-check';
import { requirePeer } from './load-peer';

type Verified = (error: unknown, user: object | false) => void;
interface Strategy {
  authenticate(request: object): void;
  success(user: object): void;
  fail(challenge: string | number): void;
}
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

import { hash, timingSafeEqual } from 'node:crypto';
import { field, lastOf } from '../callers';
import { type Case, type Contestant, ONE_USER, type User } from '../target';

const PRESENT: readonly Case[] = ['valid', 'wrong', 'unknown'];

/** The least that anybody does who reads the credentials. It checks nothing. */
export const decodeFloor: Contestant = {
  name: 'floor: decode only',
  sizes: ONE_USER,
  cases: ['valid'],
  create() {
    return (authorization = '') => {
      const pair = Buffer.from(authorization.slice(6), 'base64').toString();
      const colon = pair.indexOf(':');
      return pair.slice(0, colon).length + pair.slice(colon + 1).length > 0;
    };
  },
};

/** The least for whoever wants a check whose time says nothing: not even the scheme is read. */
export const digestFloor: Contestant = {
  name: 'floor: one sha256 and a look-up',
  cases: PRESENT,
  create(users) {
    const known = new Set(users.map((user) => digest(text(user))));
    return (authorization = '') => known.has(digest(authorization));
  },
};

/** One comparison with one stored field; shows its length, and knows one user. */
export const compareFloor: Contestant = {
  name: 'floor: timingSafeEqual on the field',
  sizes: ONE_USER,
  cases: PRESENT,
  create(users) {
    const known = field(lastOf(users));
    return (authorization = '') => {
      const presented = Buffer.from(authorization, 'latin1');
      return presented.length === known.length && timingSafeEqual(presented, known);
    };
  },
};

/** What a refusal costs at least where it is an exception. */
export const errorFloor: Contestant = {
  name: 'floor: building one Error',
  sizes: ONE_USER,
  cases: ['missing'],
  create: () => () => new Error('Unauthorized').message === '',
};

function text(user: User): string {
  return field(user).toString('latin1');
}

function digest(secret: string): string {
  return hash('sha256', secret, 'base64');
}

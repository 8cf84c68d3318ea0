import { hash, timingSafeEqual } from 'node:crypto';
import { basicHeader, lastOf } from '../callers';
import { type Case, ONE_USER, type Target, type User } from '../target';

const PRESENT: readonly Case[] = ['valid', 'wrong', 'unknown'];

/** The minimum work to read the credentials. It checks nothing. */
export const decodeFloor: Target = {
  name: 'floor: decode only',
  sizes: ONE_USER,
  cases: ['valid'],
  create() {
    return (authorization = '') => {
      const decoded = Buffer.from(authorization.slice(6), 'base64').toString();
      const colon = decoded.indexOf(':');
      return decoded.slice(0, colon).length + decoded.slice(colon + 1).length > 0;
    };
  },
};

/** The minimum work of a check whose time reveals nothing. It does not even read the scheme. */
export const digestFloor: Target = {
  name: 'floor: one sha256 and a lookup',
  cases: PRESENT,
  create(users) {
    const known = new Set(users.map((user) => digest(text(user))));
    return (authorization = '') => known.has(digest(authorization));
  },
};

/** One comparison with one stored header. It reveals the header's length, and supports one user. */
export const compareFloor: Target = {
  name: 'floor: timingSafeEqual on the header',
  sizes: ONE_USER,
  cases: PRESENT,
  create(users) {
    const known = basicHeader(lastOf(users));
    return (authorization = '') => {
      const presented = Buffer.from(authorization, 'latin1');
      return presented.length === known.length && timingSafeEqual(presented, known);
    };
  },
};

/** The minimum cost of a refusal that is an exception. */
export const errorFloor: Target = {
  name: 'floor: building one Error',
  sizes: ONE_USER,
  cases: ['missing'],
  create: () => () => new Error('Unauthorized').message === '',
};

function text(user: User): string {
  return basicHeader(user).toString('latin1');
}

function digest(secret: string): string {
  return hash('sha256', secret, 'base64');
}

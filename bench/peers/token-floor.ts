import { hash } from 'node:crypto';
import type { Contestant } from '../target';

/** The least for whoever stores digests: not even the scheme is read. */
export const tokenFloor: Contestant = {
  name: 'floor: one sha256 and a look-up',
  cases: ['valid', 'unknown'],
  create(users) {
    const known = new Set(users.map(({ password }) => digest(`Bearer ${password}`)));
    return (authorization = '') => known.has(digest(authorization));
  },
};

function digest(text: string): string {
  return hash('sha256', text, 'base64');
}

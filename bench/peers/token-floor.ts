import { hash } from 'node:crypto';
import type { Target } from '../target';

/** The minimum work if digests are stored. It does not even read the scheme. */
export const tokenFloor: Target = {
  name: 'floor: one sha256 and a lookup',
  cases: ['valid', 'unknown'],
  create(users) {
    const known = new Set(users.map(({ password }) => digest(`Bearer ${password}`)));
    return (authorization = '') => known.has(digest(authorization));
  },
};

function digest(text: string): string {
  return hash('sha256', text, 'base64');
}

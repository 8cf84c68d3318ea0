import { createHash, randomInt } from 'node:crypto';
import type { Callers, Case, User } from './target';

const DISTINCT = 64;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Returns users whose names and passwords have the same lengths for every number of users. */
export function makeUsers(size: number): readonly User[] {
  return Array.from({ length: size }, (_, index) => ({
    username: `user-${String(index).padStart(5, '0')}`,
    password: createHash('sha256').update(`password ${index}`).digest('hex').slice(0, 16),
  }));
}

/** Returns the user who calls: the last user, which is the worst case for a linear search. */
export function lastOf(users: readonly User[]): User {
  const last = users.at(-1);
  if (last === undefined) throw new Error('At least one user is required.');
  return last;
}

/** Returns callers with a username and password: the headers that each kind sends in rotation. */
export function makeCallers(users: readonly User[]): Callers {
  const user = lastOf(users);
  return {
    valid: [basicHeader(user)],
    wrong: several(() => basicHeader({ ...user, password: otherPassword(user) })),
    unknown: several(() => basicHeader({ ...user, username: otherUsername(user) })),
    missing: [undefined],
    malformed: ['Basic', 'Basic %%%not-base64%%%', `Basic ${base64('without a colon')}`].map(
      (text) => Buffer.from(text),
    ),
  };
}

export function isAccepted(kind: Case): boolean {
  return kind === 'valid';
}

/** Returns the header of a username and password as bytes, from which a server creates a new string. */
export function basicHeader({ username, password }: User): Buffer {
  return Buffer.from(`Basic ${base64(`${username}:${password}`)}`, 'latin1');
}

/** Returns an unrelated password of the same length. */
export function otherPassword({ password }: User): string {
  return randomText(password.length);
}

/** Returns an unknown username of the same length. */
export function otherUsername({ username }: User): string {
  return randomText(username.length);
}

/** Returns so many different headers that no target can cache them all. */
export function several(make: () => Buffer): readonly Buffer[] {
  return Array.from({ length: DISTINCT }, make);
}

export function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

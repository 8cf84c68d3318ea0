import { createHash, randomInt } from 'node:crypto';
import type { Callers, Case, User } from './target';

const DISTINCT = 64;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Users whose names and passwords have the same lengths however many there are. */
export function makeUsers(size: number): readonly User[] {
  return Array.from({ length: size }, (_, index) => ({
    username: `user-${String(index).padStart(5, '0')}`,
    password: createHash('sha256').update(`password ${index}`).digest('hex').slice(0, 16),
  }));
}

/** The user who calls: the last one, the worst for whoever searches from the front. */
export function lastOf(users: readonly User[]): User {
  const last = users.at(-1);
  if (last === undefined) throw new Error('There has to be a user.');
  return last;
}

/** Callers with pairs: the field values that those of each kind send in rotation. */
export function makeCallers(users: readonly User[]): Callers {
  const user = lastOf(users);
  return {
    valid: [field(user)],
    wrong: several(() => field({ ...user, password: otherPassword(user) })),
    unknown: several(() => field({ ...user, username: otherUsername(user) })),
    missing: [undefined],
    malformed: ['Basic', 'Basic %%%not-base64%%%', `Basic ${base64('without a colon')}`].map(
      (text) => Buffer.from(text),
    ),
  };
}

export function isAccepted(kind: Case): boolean {
  return kind === 'valid';
}

/** The field value for a pair, as bytes: what a server gets, and makes a new string of. */
export function field({ username, password }: User): Buffer {
  return Buffer.from(`Basic ${base64(`${username}:${password}`)}`, 'latin1');
}

/** A password of the same length as the user's, with nothing else in common. */
export function otherPassword({ password }: User): string {
  return randomText(password.length);
}

/** A username of the same length that nobody has. */
export function otherUsername({ username }: User): string {
  return randomText(username.length);
}

/** Enough different ones that nobody can know them all by heart. */
export function several(make: () => Buffer): readonly Buffer[] {
  return Array.from({ length: DISTINCT }, make);
}

export function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

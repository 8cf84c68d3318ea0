import { makeToken } from '../lib/tokens/token-format';
import { lastOf, several } from './callers';
import type { Callers, User } from './target';

/** Returns users with a token each, in this library's format. For the other targets it is any text. */
export function makeTokenUsers(size: number): readonly User[] {
  return Array.from({ length: size }, (_, index) => ({
    username: `client-${String(index).padStart(5, '0')}`,
    password: makeToken().token,
  }));
}

/** Returns callers with tokens: the headers that each kind sends in rotation. */
export function makeTokenCallers(users: readonly User[]): Callers {
  return {
    valid: [bearerHeader(lastOf(users).password)],
    unknown: several(() => bearerHeader(makeToken().token)),
    missing: [undefined],
    malformed: ['Bearer', 'Bearer %%%not-a-token%%%'].map((text) => Buffer.from(text)),
  };
}

/** Returns the header of a token, as bytes. */
export function bearerHeader(token: string): Buffer {
  return Buffer.from(`Bearer ${token}`, 'latin1');
}

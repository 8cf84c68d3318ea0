import { makeToken } from '../lib/tokens/token-form';
import { lastOf, several } from './callers';
import type { Callers, User } from './target';

/** Users with a token each, in the kit's form; the contestants take it for any text. */
export function makeTokenUsers(size: number): readonly User[] {
  return Array.from({ length: size }, (_, index) => ({
    username: `client-${String(index).padStart(5, '0')}`,
    password: makeToken().token,
  }));
}

/** Callers with tokens: the field values that those of each kind send in rotation. */
export function makeTokenCallers(users: readonly User[]): Callers {
  return {
    valid: [bearerField(lastOf(users).password)],
    unknown: several(() => bearerField(makeToken().token)),
    missing: [undefined],
    malformed: ['Bearer', 'Bearer %%%not-a-token%%%'].map((text) => Buffer.from(text)),
  };
}

/** The field value for a token, as bytes. */
export function bearerField(token: string): Buffer {
  return Buffer.from(`Bearer ${token}`, 'latin1');
}

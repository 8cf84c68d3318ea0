import { execFileSync } from 'node:child_process';
import { lastOf, makeUsers } from '../callers';
import type { User } from '../target';
import { pathOf } from './programs';

const COST = 10;
const DISTINCT = 24;

/** A user, and the bcrypt hash that a server gets to know in place of the password. */
export interface HashedUser extends User {
  readonly hash: string;
}

/** Whom the servers know. */
export interface Directory {
  readonly users: readonly HashedUser[];
  /** Who calls with the right password. */
  readonly caller: User;
}

/** Makes directories of these sizes. Only so many passwords differ: a hash takes its time. */
export function makeDirectories(sizes: readonly number[]): readonly Directory[] {
  const hashed = makeUsers(Math.min(DISTINCT, Math.max(...sizes))).map(({ password }) => ({
    password,
    hash: bcryptHash(password),
  }));
  return sizes.map((size) => {
    const users = makeUsers(size).map(({ username }, index) => {
      const { password = '', hash = '' } = hashed[index % hashed.length] ?? {};
      return { username, password, hash };
    });
    return { users, caller: lastOf(users) };
  });
}

/** The directory as a file for htpasswd's readers. */
export function htpasswd({ users }: Directory): string {
  return users.map(({ username, hash }) => `${username}:${hash}\n`).join('');
}

function bcryptHash(password: string): string {
  const args = ['-n', '-i', '-B', '-C', String(COST), 'user'];
  const line = execFileSync(pathOf('htpasswd'), args, { input: password, encoding: 'utf8' });
  return line.trim().slice('user:'.length);
}

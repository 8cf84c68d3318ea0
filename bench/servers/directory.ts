import { execFileSync } from 'node:child_process';
import { lastOf, makeUsers } from '../callers';
import type { User } from '../target';
import { pathOf } from './programs';

const COST = 10;
const DISTINCT = 24;

/** A user, and the bcrypt hash that a server stores instead of the password. */
export interface HashedUser extends User {
  readonly hash: string;
}

/** The users that the servers know. */
export interface Directory {
  readonly users: readonly HashedUser[];
  /** The user who calls with the correct password. */
  readonly caller: User;
}

/** Creates directories of these sizes. Only some passwords differ, because hashing is slow. */
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

/** Returns the directory as an htpasswd file. */
export function htpasswd({ users }: Directory): string {
  return users.map(({ username, hash }) => `${username}:${hash}\n`).join('');
}

function bcryptHash(password: string): string {
  const args = ['-n', '-i', '-B', '-C', String(COST), 'user'];
  const line = execFileSync(pathOf('htpasswd'), args, { input: password, encoding: 'utf8' });
  return line.trim().slice('user:'.length);
}

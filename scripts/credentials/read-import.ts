import { credentialLines } from '../../lib/credentials/credential-lines';
import { readCredential } from '../../lib/credentials/read-credential';
import { readPasswordHash } from '../../lib/passwords/read-password-hash';
import { MIN_PASSWORD_LENGTH } from '../../lib/schemes/basic-settings';
import { describeHash } from './describe-hash';
import { type StoredUser, usernameOf } from './user-lines';

/** The users of an htpasswd file, and the lines that cannot be taken over. */
export interface Import {
  readonly users: readonly Imported[];
  readonly refused: readonly RefusedLine[];
}

export interface Imported extends StoredUser {
  readonly number: number;
}

export interface RefusedLine {
  readonly number: number;
  readonly problem: string;
}

/** Sorts the lines of an htpasswd file. A secret is in no problem. */
export function readImport(text: string, pepper: string | undefined): Import {
  const users = new Map<string, Imported>();
  const refused: RefusedLine[] = [];
  for (const { number, line } of credentialLines(text.replace(/^\ufeff/, ''))) {
    const username = usernameOf(line);
    const stored = line.slice(line.indexOf(':') + 1);
    const problem = problemOf(line, pepper) ?? repeated(users.get(username ?? ''));
    if (problem !== undefined) refused.push({ number, problem: `${nameOf(username)}: ${problem}` });
    else if (username !== null) users.set(username, { number, username, stored });
  }
  return { users: [...users.values()], refused };
}

function problemOf(line: string, pepper: string | undefined): string | undefined {
  const rules = { pepper, minLength: MIN_PASSWORD_LENGTH };
  const { problems } = readCredential(line, 'the file', 'this line', rules);
  if (!line.includes(':')) return problems.join('; ');
  const stored = line.slice(line.indexOf(':') + 1);
  const isMarked = stored.startsWith('{PLAIN}');
  const hash = isMarked ? null : readPasswordHash(stored, pepper);
  if (hash !== null && 'problem' in hash) return describeHash(stored) ?? hash.problem;
  if (problems.length > 0) return problems.join('; ');
  // It may be a hash of a kind that nobody knows, and would let in whoever has read it.
  if (hash === null && !isMarked) return 'there is no hash, as far as the library can tell';
  return undefined;
}

function repeated(earlier: Imported | undefined): string | undefined {
  return earlier && `line ${earlier.number} has this user already`;
}

function nameOf(username: string | null): string {
  return username === null ? '' : `, user ${JSON.stringify(username)}`;
}

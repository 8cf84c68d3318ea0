import { MIN_BASIC_PASSWORD_LENGTH } from '../../lib/schemes/basic/basic-settings';
import {
  parseCredential,
  parsePassword,
  storedPasswordIn,
} from '../../lib/schemes/basic/parse-credential';
import { credentialLines, stripLines } from '../../lib/util/config-lines';
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
  for (const { number, line } of credentialLines(stripLines(text))) {
    const username = usernameOf(line);
    const stored = storedPasswordIn(line.slice(line.indexOf(':') + 1));
    const problem = problemOf(line, pepper) ?? repeated(users.get(username ?? ''));
    if (problem !== undefined) refused.push({ number, problem: `${nameOf(username)}: ${problem}` });
    else if (username !== null) users.set(username, { number, username, stored });
  }
  return { users: [...users.values()], refused };
}

function problemOf(line: string, pepper: string | undefined): string | undefined {
  const rules = { pepper, minLength: MIN_BASIC_PASSWORD_LENGTH, needsMark: true };
  const { problems } = parseCredential(line, 'the file', 'this line', rules);
  if (problems.length === 0 || !line.includes(':')) return problems[0];
  const stored = storedPasswordIn(line.slice(line.indexOf(':') + 1));
  const password = parsePassword(stored, rules);
  return 'problem' in password ? (describeHash(stored) ?? password.problem) : problems.join('; ');
}

function repeated(earlier: Imported | undefined): string | undefined {
  return earlier && `line ${earlier.number} has this user already`;
}

function nameOf(username: string | null): string {
  return username === null ? '' : `, user ${JSON.stringify(username)}`;
}

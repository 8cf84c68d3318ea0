import { resolve } from 'node:path';
import { isDesCrypt } from '../../lib/passwords/des-crypt';
import { MIN_BASIC_PASSWORD_LENGTH } from '../../lib/schemes/basic/basic-settings';
import {
  parseCredential,
  parsePassword,
  storedPasswordIn,
} from '../../lib/schemes/basic/parse-credential';
import { commandLine } from '../../lib/util/command-line';
import { credentialLines, stripLines } from '../../lib/util/config-lines';
import { listOf } from '../doctor/finding';
import type { Project } from '../project/project';
import { readText } from '../project/replace-file';
import { CliError } from '../run-command';
import { type CredentialSource, parseSource } from './credential-source';
import {
  ensureEnvFileFor,
  linesOf,
  openStore,
  pepperOf,
  requireReadBack,
  saveStore,
  variablesOf,
  withLines,
} from './credential-store';
import { type CredentialsCall, defaultHtpasswd } from './credentials-call';
import { printChange } from './print-change';
import { requireFittingSize } from './set-variable';
import { type StoredUser, usernameOf, usersIn, withUsers } from './user-lines';

const REMEDY = `Set a new password for each of these users: ${commandLine('credentials add USERNAME')}`;
const MAX_LISTED = 20;
const WEAK = 'a stolen hash of this type is guessed quickly';
const UNKNOWN = 'not a supported type';

const HASH_TYPES: readonly (readonly [start: string, description: string])[] = [
  ['{SHA}', `{SHA} is SHA-1 without a salt: ${WEAK}`],
  ['{SSHA}', `{SSHA} is one round of SHA-1: ${WEAK}`],
  ['$apr1$', `apr1 is MD5: ${WEAK}`],
  ['$1$', `MD5 crypt: ${WEAK}`],
  ['$5$', `SHA-256 crypt: ${UNKNOWN}`],
  ['$6$', `SHA-512 crypt: ${UNKNOWN}`],
  ['$y$', `yescrypt: ${UNKNOWN}`],
  ['$7$', `scrypt as crypt(3) writes it: ${UNKNOWN}`],
  ['$argon2i$', `argon2i: ${UNKNOWN}`],
  ['$argon2d$', `argon2d: ${UNKNOWN}`],
];

/** Runs `import`: imports the users of an htpasswd file whose hashes are supported. */
export function importUsers(call: CredentialsCall): void {
  const { project, name = '', options } = call;
  const text = readText(resolve(name));
  if (text === null) throw new CliError(`The file ${resolve(name)} does not exist.`);
  const source = parseSource(call) ?? defaultSource(project);
  ensureEnvFileFor(source, call);
  const before = openStore(call);
  const { users, refused } = parseImport(text, pepperOf(before));
  const there = usersIn(linesOf(before, source));
  const kept = options.replace ? [] : users.filter(({ username }) => there.has(username));
  const taken = users.filter((user) => !kept.includes(user));
  printOmitted(refused, kept);
  if (taken.length === 0) throw new CliError('Nothing was imported.');

  const after = withLines(before, source, withUsers(linesOf(before, source), taken));
  requireReadBack(after, source, taken);
  if (source.kind === 'variable') requireFittingSize(source.name, variablesOf(after));
  saveStore(before, after);
  console.error(
    `Imported into ${source.name}: ${listOf(
      taken.map(({ username }) => username),
      MAX_LISTED,
    )}`,
  );
  printChange(before, after, source);
}

function defaultSource(project: Project): CredentialSource {
  return { kind: 'file', name: defaultHtpasswd(project) };
}

/** The users of an htpasswd file, and the lines that cannot be imported. */
export interface Import {
  readonly users: readonly Imported[];
  readonly refused: readonly RefusedLine[];
}

interface Imported extends StoredUser {
  readonly number: number;
}

interface RefusedLine {
  readonly number: number;
  readonly problem: string;
}

function printOmitted(refused: readonly RefusedLine[], kept: readonly Imported[]): void {
  if (refused.length > 0) {
    const lines = refused.map(({ number, problem }) => `- line ${number}${problem}`);
    console.error(`These lines cannot be imported:\n${firstLines(lines)}\n${REMEDY}`);
  }
  if (kept.length > 0) {
    const lines = kept.map(({ number, username }) => `- line ${number}, user "${username}"`);
    console.error(`These users already exist and were not changed:\n${firstLines(lines)}`);
    console.error('Add --replace to use the hashes of the file.');
  }
}

function firstLines(lines: readonly string[]): string {
  const more = lines.length - MAX_LISTED;
  return [...lines.slice(0, MAX_LISTED), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** Parses the lines of an htpasswd file. Problems contain no secret. */
function parseImport(text: string, pepper: string | undefined): Import {
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
  return 'problem' in password
    ? (hashTypeProblem(stored) ?? password.problem)
    : problems.join('; ');
}

function repeated(earlier: Imported | undefined): string | undefined {
  return earlier && `line ${earlier.number} already has this user`;
}

function nameOf(username: string | null): string {
  return username === null ? '' : `, user ${JSON.stringify(username)}`;
}

/**
 * Returns why a type of hash is not supported.
 *
 * @param stored - the hash that the library refuses.
 * @returns `undefined` if the type is unknown, or if other hashes of that type are supported.
 */
function hashTypeProblem(stored: string): string | undefined {
  const known = HASH_TYPES.find(([start]) => stored.startsWith(start))?.[1];
  if (known !== undefined || !isDesCrypt(stored.replace(/:.*/, ''))) return known;
  return `DES crypt, which reads 8 characters of a password: ${WEAK}`;
}

import {
  type BasicCredentials,
  formatBasicCredentials,
  MAX_AUTHORIZATION_LENGTH,
} from '../../http/basic-authorization';
import { lengthProblem, textProblem, usernameProblem } from '../../http/credential-text';
import { beginsLikeHash, MARK_PLAIN, parsePasswordHash } from '../../passwords/parse-password-hash';
import { type PasswordHash, REHASH } from '../../passwords/password-hash';
import { type CredentialsRead, failed, type PlainPassword } from './credential';

/** One user's credentials: `user:password`, split at the first colon, or its two sides. */
export type Credential = string | BasicCredentials;

/** A username and what stands for its password, unread. */
export interface GivenPair {
  readonly username: unknown;
  readonly password: unknown;
}

/** How the problems of a pair name it. */
export interface PairNames {
  readonly source: string;
  readonly username: string;
  password(username: string | undefined): string;
}

/**
 * Reads one credential in either of its forms.
 *
 * @param source - the variable, asset or option it comes from.
 * @param item - what exactly, for example `line 3 of BASIC_AUTH_CREDENTIALS`.
 */
export function readCredential(
  given: unknown,
  source: string,
  item: string,
  rules: PasswordRules,
): CredentialsRead {
  const names: PairNames = {
    source,
    username: `the username in ${item}`,
    password: (username) =>
      username === undefined
        ? `the password in ${item}`
        : `the password of user ${JSON.stringify(username)} in ${item}`,
  };
  if (typeof given === 'object' && given !== null) {
    const { username, password } = given as Partial<GivenPair>;
    return readPair({ username, password }, names, rules);
  }
  if (typeof given !== 'string') {
    return failed(`${item} is neither "user:password" nor { username, password }`);
  }
  const colon = given.indexOf(':');
  if (colon === -1) return failed(`${item} has no colon: write user:password`);
  const pair = { username: given.slice(0, colon), password: storedIn(given.slice(colon + 1)) };
  return readPair(pair, names, rules);
}

/**
 * What stands for the password behind a line's first colon. No hash that can be used has a colon in it, so
 * one ends at the next, as Apache and nginx read it: fields behind it, such as a comment, do not count.
 */
export function storedIn(rest: string): string {
  if (!beginsLikeHash(rest)) return rest;
  const [hash = ''] = rest.split(':', 1);
  return hash.trimEnd();
}

/** Reads a username and what stands for its password. */
export function readPair(
  given: GivenPair,
  names: PairNames,
  rules: PasswordRules,
): CredentialsRead {
  const wrongUsername = usernameProblem(given.username);
  const username =
    wrongUsername === undefined ? (given.username as string).normalize('NFC') : undefined;
  const password = readPassword(given.password, rules);
  if (username === undefined || 'problem' in password) {
    const problems = [
      ...(wrongUsername === undefined ? [] : [`${names.username} ${wrongUsername}`]),
      ...('problem' in password ? [`${names.password(username)} ${password.problem}`] : []),
    ];
    return { credentials: [], problems };
  }
  if (password.format === 'plain' && isTooLong({ username, password: password.password })) {
    return failed(`${names.password(username)} is too long for a request header`);
  }
  const stored = given.password as string;
  return { credentials: [{ username, password, stored, source: names.source }], problems: [] };
}

function isTooLong(pair: BasicCredentials): boolean {
  return formatBasicCredentials(pair).length > MAX_AUTHORIZATION_LENGTH;
}

/** How passwords are read. */
export interface PasswordRules {
  /** The value of `PASSWORD_PEPPER`. */
  readonly pepper: string | undefined;
  /** The least number of characters of a plain password; `null` where any length will do. */
  readonly minLength: number | null;
  /** Whether a plain password has to have `{PLAIN}` in front, as in an htpasswd file. Default: no. */
  readonly needsMark?: boolean;
}

const PLAIN = '{PLAIN}';
const UNMARKED = `is no hash that can be used: ${REHASH}, or ${MARK_PLAIN}`;

/**
 * Reads what stands where a password is expected: a stored hash, or the password itself, with
 * `{PLAIN}` in front of it where it would be taken for a hash, or where the rules ask for that.
 *
 * @returns the password, or what is wrong with it, in words that do not repeat it.
 */
export function readPassword(
  stored: unknown,
  { pepper, minLength, needsMark = false }: PasswordRules,
): PlainPassword | PasswordHash | { readonly problem: string } {
  const problem = textProblem(stored);
  if (problem !== undefined) return { problem };
  const text = stored as string;
  const isMarked = text.startsWith(PLAIN);
  const hash = isMarked ? null : parsePasswordHash(text, pepper);
  if (hash !== null) return hash;
  // It may be a hash of a kind that nobody here knows, or a user who was locked.
  if (needsMark && !isMarked) return { problem: UNMARKED };

  const password = (isMarked ? text.slice(PLAIN.length) : text).normalize('NFC');
  if (password === '') return { problem: 'is not set or empty' };
  const wrongLength = minLength === null ? undefined : lengthProblem(password, minLength);
  return wrongLength === undefined ? { format: 'plain', password } : { problem: wrongLength };
}

import {
  type BasicCredentials,
  formatBasicCredentials,
  MAX_AUTHORIZATION_LENGTH,
} from '../../http/basic-authorization';
import { lengthProblem, textProblem, usernameProblem } from '../../http/credential-text';
import { hasHashPrefix, MARK_PLAIN, parsePasswordHash } from '../../passwords/parse-password-hash';
import { type PasswordHash, REHASH } from '../../passwords/password-hash';
import { type ParsedCredentials, type PlainPassword, withProblem } from './credential';

/** One user's credentials: `user:password`, split at the first colon, or a username and a password. */
export type Credential = string | BasicCredentials;

/** A username and a password or hash, before validation. */
export interface UsernamePassword {
  readonly username: unknown;
  readonly password: unknown;
}

/** The labels of a credential's parts in problems. */
export interface CredentialLabels {
  readonly source: string;
  readonly username: string;
  password(username: string | undefined): string;
}

/**
 * Parses one credential in either of its forms.
 *
 * @param source - the variable, asset or option it comes from.
 * @param item - the position in problems, for example `line 3 of BASIC_AUTH_CREDENTIALS`.
 */
export function parseCredential(
  given: unknown,
  source: string,
  item: string,
  rules: PasswordRules,
): ParsedCredentials {
  const labels: CredentialLabels = {
    source,
    username: `the username in ${item}`,
    password: (username) =>
      username === undefined
        ? `the password in ${item}`
        : `the password of user ${JSON.stringify(username)} in ${item}`,
  };
  if (typeof given === 'object' && given !== null) {
    const { username, password } = given as Partial<UsernamePassword>;
    return parseUsernamePassword({ username, password }, labels, rules);
  }
  if (typeof given !== 'string') {
    return withProblem(`${item} must be "user:password" or { username, password }`);
  }
  const colon = given.indexOf(':');
  if (colon === -1) return withProblem(`${item} has no colon: write user:password`);
  const parts = {
    username: given.slice(0, colon),
    password: storedPasswordIn(given.slice(colon + 1)),
  };
  return parseUsernamePassword(parts, labels, rules);
}

/**
 * Returns the password or hash after a line's first colon. A hash ends at the next colon, because no
 * supported hash contains one. Apache and nginx do the same: they ignore further fields, such as a comment.
 */
export function storedPasswordIn(rest: string): string {
  if (!hasHashPrefix(rest)) return rest;
  const [hash = ''] = rest.split(':', 1);
  return hash.trimEnd();
}

/** Parses a username and its password or hash. */
export function parseUsernamePassword(
  given: UsernamePassword,
  labels: CredentialLabels,
  rules: PasswordRules,
): ParsedCredentials {
  const wrongUsername = usernameProblem(given.username);
  const username =
    wrongUsername === undefined ? (given.username as string).normalize('NFC') : undefined;
  const password = parsePassword(given.password, rules);
  if (username === undefined || 'problem' in password) {
    const problems = [
      ...(wrongUsername === undefined ? [] : [`${labels.username} ${wrongUsername}`]),
      ...('problem' in password ? [`${labels.password(username)} ${password.problem}`] : []),
    ];
    return { credentials: [], problems };
  }
  if (password.format === 'plain' && isTooLong({ username, password: password.password })) {
    return withProblem(`${labels.password(username)} is too long for a request header`);
  }
  const stored = given.password as string;
  return { credentials: [{ username, password, stored, source: labels.source }], problems: [] };
}

function isTooLong(credentials: BasicCredentials): boolean {
  return formatBasicCredentials(credentials).length > MAX_AUTHORIZATION_LENGTH;
}

/** Rules for parsing passwords. */
export interface PasswordRules {
  /** The value of `PASSWORD_PEPPER`. */
  readonly pepper: string | undefined;
  /** The minimum number of characters of a plain password. `null` allows any length. */
  readonly minLength: number | null;
  /** Whether a plain password must begin with `{PLAIN}`, as in an htpasswd file. Default: no. */
  readonly needsMark?: boolean;
}

const PLAIN = '{PLAIN}';
const UNMARKED = `is no hash that can be used: ${REHASH}, or ${MARK_PLAIN}`;

/**
 * Parses a stored hash or a plain password. A plain password begins with `{PLAIN}` if it looks like a
 * hash, or if the rules require the mark.
 *
 * @returns the password, or a problem that does not contain it.
 */
export function parsePassword(
  stored: unknown,
  { pepper, minLength, needsMark = false }: PasswordRules,
): PlainPassword | PasswordHash | { readonly problem: string } {
  const problem = textProblem(stored);
  if (problem !== undefined) return { problem };
  const text = stored as string;
  const isMarked = text.startsWith(PLAIN);
  const hash = isMarked ? null : parsePasswordHash(text, pepper);
  if (hash !== null) return hash;
  // It may be a hash of an unknown format, or a locked user.
  if (needsMark && !isMarked) return { problem: UNMARKED };

  const password = (isMarked ? text.slice(PLAIN.length) : text).normalize('NFC');
  if (password === '') return { problem: 'is required' };
  const wrongLength = minLength === null ? undefined : lengthProblem(password, minLength);
  return wrongLength === undefined ? { format: 'plain', password } : { problem: wrongLength };
}

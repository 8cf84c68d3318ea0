import { credentialLines, stripLines } from '../../lib/util/config-lines';

// Replaces the last removed line: a deploy does not send empty variables, so the old value would stay online.
const PLACEHOLDER = '# nobody';

/** Returns the name before the first colon, or `null` for a comment or a line without a colon. */
export function usernameOf(line: string): string | null {
  const isCredential = credentialLines(line).length === 1;
  if (!isCredential || !line.includes(':')) return null;
  const stripped = stripLines(line);
  return stripped.slice(0, stripped.indexOf(':')).normalize('NFC');
}

/** A user, and the stored hash of the password. */
export interface StoredUser {
  readonly username: string;
  readonly stored: string;
}

/** Returns the users in lines `user:hash`. */
export function usersIn(text: string): ReadonlySet<string> {
  return new Set(text.split('\n').flatMap((line) => usernameOf(line) ?? []));
}

/** Replaces the hashes of existing users in their lines, and adds the other users at the end. */
export function withUsers(text: string, users: readonly StoredUser[]): string {
  const lines = text.split('\n').filter((line) => !isPlaceholder(line));
  const end = lines[0]?.endsWith('\r') ? '\r\n' : '\n';
  const given = new Set(users.map(({ username }) => username));
  const left = new Map(users.map(({ username, stored }) => [username, stored]));
  const changed = lines.flatMap((line) => {
    const username = usernameOf(line);
    if (username === null || !given.has(username)) return [line];
    const stored = left.get(username);
    left.delete(username);
    if (stored === undefined) return [];
    return [`${username}:${stored}${line.endsWith('\r') ? '\r' : ''}`];
  });
  const rest = changed.join('\n');
  const added = [...left].map(([username, stored]) => `${username}:${stored}${end}`).join('');
  return rest === '' || rest.endsWith('\n') || added === '' ? rest + added : rest + end + added;
}

/** Removes a user, but no comments. */
export function withoutUser(text: string, username: string): string {
  return withoutLines(text, (line) => usernameOf(line) === username);
}

/** Adds a line at the end. */
export function withLine(text: string, line: string): string {
  const lines = text.split('\n').filter((one) => !isPlaceholder(one));
  return `${lines.join('\n')}${line}\n`;
}

/** Removes lines, but no comments. */
export function withoutLines(text: string, isGone: (line: string) => boolean): string {
  const rest = text
    .split('\n')
    .filter((line) => !isGone(line))
    .join('\n');
  return rest.trim() === '' ? `${PLACEHOLDER}\n` : rest;
}

/** Returns whether a line is the placeholder for an empty list. */
function isPlaceholder(line: string): boolean {
  return line.trimEnd() === PLACEHOLDER;
}

import { type CredentialsRead, together } from './credential';
import { readCredential } from './read-credential';
import type { PasswordRules } from './read-password';
import { withoutRepeats } from './without-repeats';

/** A line that holds a credential, or should. */
export interface CredentialLine {
  /** Counted from 1. */
  readonly number: number;
  readonly line: string;
}

/**
 * Reads credentials, one `user:password` or `user:hash` a line, as htpasswd files have them.
 *
 * @param source - what holds the text, for the problems that name it.
 */
export function readLines(text: string, source: string, rules: PasswordRules): CredentialsRead {
  const reads = credentialLines(text).map(({ number, line }) =>
    readCredential(line, source, `line ${number} of ${source}`, rules),
  );
  return withoutRepeats(together(reads), source);
}

/** The lines that count: empty ones and those that start with `#` are passed over. */
export function credentialLines(text: string): readonly CredentialLine[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, line }))
    .filter(({ line }) => !/^\s*(?:#|$)/.test(line));
}

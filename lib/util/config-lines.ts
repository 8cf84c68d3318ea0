/** A line of credentials, neither empty nor a comment. */
export interface CredentialLine {
  /** The line number, from 1. */
  readonly number: number;
  readonly line: string;
}

/** Returns the lines of a text that are neither empty nor start with `#`. */
export function credentialLines(text: string): readonly CredentialLine[] {
  return text
    .split(/\r\n?|\n/)
    .map((line, index) => ({ number: index + 1, line }))
    .filter(({ line }) => !/^\s*(?:#|$)/.test(line));
}

/** Removes the white space at both ends of each line. */
export function stripLines(text: string): string {
  return text.replace(/^[ \t\v\f]+|(?<![ \t\v\f])[ \t\v\f]+$/gm, '');
}

/** A line that holds a credential, or should. */
export interface CredentialLine {
  /** Counted from 1. */
  readonly number: number;
  readonly line: string;
}

/** The lines that count: empty ones and those that start with `#` are passed over. */
export function credentialLines(text: string): readonly CredentialLine[] {
  return text
    .split(/\r\n?|\n/)
    .map((line, index) => ({ number: index + 1, line }))
    .filter(({ line }) => !/^\s*(?:#|$)/.test(line));
}

/** A text without the white space around its lines. */
export function stripLines(text: string): string {
  return text.replace(/^[ \t\v\f]+|(?<![ \t\v\f])[ \t\v\f]+$/gm, '');
}

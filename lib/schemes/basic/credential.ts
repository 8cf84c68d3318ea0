import type { PasswordHash } from '../../passwords/password-hash';

/** A password in plain text, in Unicode normalization form C. */
export interface PlainPassword {
  readonly format: 'plain';
  readonly password: string;
}

/** One user's validated credentials. */
export interface KnownCredential {
  /** In Unicode normalization form C. */
  readonly username: string;
  readonly password: PlainPassword | PasswordHash;
  /** The text that was parsed, to detect a changed credential. A secret. */
  readonly stored: string;
  /** The name of the variable, asset or option that it comes from. */
  readonly source: string;
}

/** The credentials of a source, and its problems, which never contain secrets. */
export interface ParsedCredentials {
  readonly credentials: readonly KnownCredential[];
  readonly problems: readonly string[];
}

/** Returns the result of a source that is unusable because of one problem. */
export function withProblem(problem: string): ParsedCredentials {
  return { credentials: [], problems: [problem] };
}

/** Combines several results into one. */
export function mergeResults(results: readonly ParsedCredentials[]): ParsedCredentials {
  return {
    credentials: results.flatMap(({ credentials }) => credentials),
    problems: results.flatMap(({ problems }) => problems),
  };
}

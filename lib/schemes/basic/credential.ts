import type { PasswordHash } from '../../passwords/password-hash';

/** A password that is kept as it is, in Unicode normalization form C. */
export interface PlainPassword {
  readonly format: 'plain';
  readonly password: string;
}

/** One user's credentials, read and found in order. */
export interface KnownCredential {
  /** In Unicode normalization form C. */
  readonly username: string;
  readonly password: PlainPassword | PasswordHash;
  /** What was read, as text: tells whether a credential is still the same. A secret. */
  readonly stored: string;
  /** Where it was read: a variable, an asset or an option, by name. */
  readonly source: string;
}

/** What one source holds, and what is wrong with it: names, no secrets. */
export interface CredentialsRead {
  readonly credentials: readonly KnownCredential[];
  readonly problems: readonly string[];
}

/** A source that cannot be used, for one reason. */
export function failed(problem: string): CredentialsRead {
  return { credentials: [], problems: [problem] };
}

/** Puts several reads of one source, or of all, together. */
export function together(reads: readonly CredentialsRead[]): CredentialsRead {
  return {
    credentials: reads.flatMap(({ credentials }) => credentials),
    problems: reads.flatMap(({ problems }) => problems),
  };
}

/** A stored hash that was read and found in order. */
export interface PasswordHash {
  readonly format: 'scrypt' | 'bcrypt' | 'argon2id';
  /** Whether `PASSWORD_PEPPER` was mixed in. */
  readonly peppered: boolean;
  /** Checks a password, in Unicode normalization form C. Slow on purpose. */
  verify(password: string): Promise<boolean>;
}

/** What keeps a stored hash from being used. Says how to mend it, and nothing of the hash. */
export interface HashProblem {
  readonly problem: string;
}

/** How to mend a stored hash that cannot be used. */
export const REHASH = 'hash the password anew with npm run credentials -- hash';

/** How many KiB a hash may take: two of them at once have to fit a container of 256 MB. */
export const MAX_MEMORY_KIB = 65_536;

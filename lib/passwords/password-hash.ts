import { commandLine } from '../util/command-line';

/** A valid stored hash. */
export interface PasswordHash {
  readonly format: 'scrypt' | 'bcrypt' | 'argon2id';
  /** Whether the hash includes `PASSWORD_PEPPER`. */
  readonly peppered: boolean;
  /** Verifies a password in Unicode normalization form C. Slow on purpose. */
  verify(password: string): Promise<boolean>;
}

/** The problem of an unusable hash. The text says how to fix it, and contains no part of the hash. */
export interface HashProblem {
  readonly problem: string;
}

/** The instruction in the problem of an unusable hash. */
export const REHASH = `hash the password again with ${commandLine('credentials hash')}`;

/** The most memory of one hash in KiB. It must fit in a container of 256 MB, beside everything else. */
export const MAX_MEMORY_KIB = 65_536;

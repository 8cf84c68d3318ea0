import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CliError } from '../run-command';

/** The superuser, the owner of the schema, and whom the service runs as. */
export const ROLES = ['postgres', 'directory_owner', 'directory'] as const;
export type Role = (typeof ROLES)[number];

/** Each role's password, in letters, digits, `-` and `_`. */
export type Passwords = Readonly<Record<Role, string>>;

/** Makes random passwords, kept in a file that its owner alone may read. */
export function makePasswords(file: string): void {
  const entries = ROLES.map((role) => [role, randomBytes(24).toString('base64url')]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(entries)), { mode: 0o600 });
}

/**
 * Reads the passwords of a cluster.
 *
 * @throws CliError where they are gone.
 */
export function readPasswords(file: string): Passwords {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  throw new CliError(
    `The passwords of this Postgres are gone: ${file} is missing.\n` +
      'Put it back, or delete the folder that it was in: all data is lost then, and made anew.',
  );
}

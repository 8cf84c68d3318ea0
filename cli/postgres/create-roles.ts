import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Client } from 'pg';
import { CliError } from '../run-command';

/** The one database of a cluster. */
export const DATABASE = 'directory';

/** The superuser, the owner of the schema, and whom the service runs as. */
export const ROLES = ['postgres', 'directory_owner', 'directory'] as const;

/**
 * Makes sure that the two roles and their database are there: the owner, who makes the schema and
 * further databases, and the role of the service, who may connect, and what migrations grant it.
 */
export async function createRoles(superuserUrl: string, passwords: Passwords): Promise<void> {
  const client = new Client(superuserUrl);
  await client.connect();
  try {
    await createRole(client, 'directory_owner', passwords);
    await createRole(client, 'directory', passwords);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      DATABASE,
    ]);
    if (rowCount !== 0) return;
    await client.query(`CREATE DATABASE ${DATABASE} OWNER directory_owner`);
  } finally {
    await client.end();
  }
}

export type Role = (typeof ROLES)[number];

/** Each role's password, in letters, digits, `-` and `_`. */
export type Passwords = Readonly<Record<Role, string>>;

/** Makes random passwords, kept in a file that its owner alone may read. */
export function createPasswords(file: string): void {
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

async function createRole(
  client: Client,
  role: 'directory_owner' | 'directory',
  passwords: Passwords,
): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount !== 0) return;
  const rights = role === 'directory_owner' ? 'LOGIN CREATEDB' : 'LOGIN';
  const password = client.escapeLiteral(passwords[role]);
  await client.query(`CREATE ROLE ${role} ${rights} PASSWORD ${password}`);
}

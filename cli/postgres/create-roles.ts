import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Client } from 'pg';
import { CliError } from '../run-command';

/** The database of a cluster. */
export const DATABASE = 'directory';

/** The superuser, the owner of the schema, and the role of the service. */
export const ROLES = ['postgres', 'directory_owner', 'directory'] as const;

/**
 * Creates the two roles and their database, if missing. The owner creates the schema and further databases. The role of
 * the service may connect, and gets the rights that migrations grant.
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

/** The password of each role, of letters, digits, `-` and `_`. */
export type Passwords = Readonly<Record<Role, string>>;

/** Writes random passwords to a file that only its owner can read. */
export function createPasswords(file: string): void {
  const entries = ROLES.map((role) => [role, randomBytes(24).toString('base64url')]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(entries)), { mode: 0o600 });
}

/**
 * Reads the passwords of a cluster.
 *
 * @throws CliError if their file is missing.
 */
export function readPasswords(file: string): Passwords {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  throw new CliError(
    `${file} is missing, which has the passwords of this Postgres.\n` +
      'Restore it, or delete its folder. All data is then lost, and npm start creates a new database.',
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

import { Client } from 'pg';
import type { Passwords } from './passwords';

/** The one database of a cluster. */
export const DATABASE = 'directory';

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

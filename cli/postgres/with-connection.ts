import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { DatabaseAddress } from '../../lib/directory/database/database-address';
import { clientConfig, DirectoryClient } from '../../lib/directory/database/directory-client';
import { CliError } from '../run-command';
import { describeAddress } from './require-address';

const CONNECT_MILLISECONDS = 10_000;

/**
 * Works with a database over one connection, which is as the service's are, but without their time limits.
 *
 * @throws CliError where it cannot be connected to, without the password; and what the work throws.
 */
export async function connected<T>(
  address: DatabaseAddress,
  work: (db: Kysely<unknown>) => Promise<T>,
  { connectMilliseconds = CONNECT_MILLISECONDS } = {},
): Promise<T> {
  const pool = new Pool({
    ...clientConfig(address),
    Client: DirectoryClient,
    max: 1,
    connectionTimeoutMillis: connectMilliseconds,
  });
  pool.on('error', () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const client = await pool.connect().catch((reason: unknown) => {
      const { message, code } = reason as { readonly message?: string; readonly code?: string };
      throw new CliError(
        `Cannot connect to the database ${describeAddress(address)}: ${message || code}`,
      );
    });
    client.release();
    return await work(db);
  } finally {
    await db.destroy();
  }
}

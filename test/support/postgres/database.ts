import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import {
  type DatabaseAddress,
  parseDatabaseUrl,
} from '../../../lib/directory/database/database-address';
import { testPostgres } from './test-postgres';

/** A database for one test file. */
export interface TestDatabase {
  /** The URL for the service's role. */
  readonly url: string;
  /** The URL for the owner of the tables. */
  readonly ownerUrl: string;
  /** Runs one statement as the superuser. @returns its rows. */
  query<Row = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<readonly Row[]>;
  /** Drops the database, even if clients are connected. */
  close(): Promise<void>;
}

/**
 * Creates a database with the newest schema and no rows.
 *
 * @param options - `isEmpty: true` omits the schema.
 */
export async function createDatabase({ isEmpty = false } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = isEmpty ? 'template1' : 'directory';
  const { url, ownerUrl, superuserUrl } = testPostgres();
  // Copying files takes half the processor time of writing each page to the log.
  const how = `TEMPLATE ${template} STRATEGY file_copy OWNER directory_owner`;
  await asSuperuser(`CREATE DATABASE ${name} ${how}`);
  const within = (text: string) => Object.assign(new URL(text), { pathname: `/${name}` }).href;
  const pool = new Pool({
    connectionString: within(superuserUrl),
    max: 4,
    allowExitOnIdle: true,
  });
  pool.on('error', () => {});
  return {
    url: within(url),
    ownerUrl: within(ownerUrl),
    async query<Row>(sql: string, parameters: readonly unknown[] = []) {
      const { rows } = await pool.query(sql, [...parameters]);
      return rows as Row[];
    },
    async close() {
      await pool.end();
      await asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Parses a URL as the directory does. */
export function addressIn(url: string): DatabaseAddress {
  const address = parseDatabaseUrl(url);
  if ('problem' in address) throw new Error(address.problem);
  return address;
}

async function asSuperuser(sql: string): Promise<void> {
  const client = new Client(testPostgres().superuserUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

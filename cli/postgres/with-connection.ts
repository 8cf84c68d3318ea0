import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import {
  type DatabaseAddress,
  parseDatabaseUrl,
} from '../../lib/directory/database/database-address';
import { isCertificate } from '../../lib/directory/database/database-settings';
import { clientConfig, DirectoryClient } from '../../lib/directory/database/directory-client';
import { openProject } from '../project/project';
import { CliError } from '../run-command';

const CONNECT_MILLISECONDS = 10_000;

/**
 * Runs a function with one database connection, with the service's settings but without its time limits.
 *
 * @throws CliError without the password if the connection fails; and any error of the function.
 */
export async function withConnection<T>(
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

/** A database in the operator's settings. */
export interface NamedDatabase {
  /** The variable of the URL. */
  readonly name: string;
  readonly url: string;
  /** The value of `DATABASE_CA`: the name of a private asset. */
  readonly ca?: string | undefined;
}

/**
 * Parses a URL as the service does.
 *
 * @throws CliError that names the problem, without values.
 */
export function requireAddress({ name, url, ca }: NamedDatabase): DatabaseAddress {
  const certificates = ca === undefined ? undefined : readAsset(ca);
  if (ca !== undefined && !isCertificate(certificates)) {
    throw new CliError(
      'DATABASE_CA must be the name of a private asset with PEM certificates, such as /database-ca.pem\n' +
        'for assets/database-ca.private.pem',
    );
  }
  const address = parseDatabaseUrl(url, certificates);
  if ('problem' in address) throw new CliError(`${name} ${address.problem}`);
  return address;
}

/** Returns `user@host:port/database`, without the password. */
export function describeAddress({ user, host, port, database }: DatabaseAddress): string {
  return `${user}@${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
}

// A deployed Function finds the asset by its name. On this machine, it is a file of the project.
function readAsset(name: string): string | undefined {
  const [, stem, extension] = /^\/([^/.][^/]*)\.(\w+)$/.exec(name) ?? [];
  const file = join(openProject().assetsFolder.source, `${stem}.private.${extension}`);
  return stem === undefined || !existsSync(file) ? undefined : readFileSync(file, 'utf8');
}

import { Client, type ClientConfig, type CustomTypesConfig, types } from 'pg';
import type { DatabaseAddress } from './database-address';

/**
 * The startup parameters of a connection. Poolers such as PgBouncer track these per client, and refuse most
 * others. The values are written as the server reports them, because a pooler compares the texts.
 */
const SESSION = {
  application_name: 'twilio-functions-auth',
  DateStyle: 'ISO, MDY',
  TimeZone: 'UTC',
} as const;

/** A connection that ignores the PG… environment variables. */
export class DirectoryClient extends Client {
  // pg calls this method, which its types lack. Its own version also reads PGOPTIONS and PGREPLICATION.
  getStartupConf(): Readonly<Record<string, string | undefined>> {
    return { user: this.user, database: this.database, ...SESSION };
  }
}

/**
 * Returns the connection settings for `pg`. Every setting is explicit: `pg` takes missing or empty settings
 * from PGPASSWORD, PGSSLMODE, PGSSLNEGOTIATION or a password file.
 */
export function clientConfig(address: DatabaseAddress): ClientConfig {
  const { host, port, user, password, database, tls } = address;
  return {
    host,
    port,
    user,
    password: () => password,
    database,
    // Explicit, since NODE_TLS_REJECT_UNAUTHORIZED=0 changes the default.
    ssl: tls === undefined ? false : { ...tls, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    sslnegotiation: 'postgres',
    client_encoding: 'UTF8',
    keepAlive: true,
    types: TYPES,
  };
}

/** The parsers of columns. */
export const TYPES: CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text') =>
    oid === types.builtins.TIMESTAMPTZ
      ? parseTimestamp
      : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};

const TIMESTAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::(\d\d))?$/;

// pg's own parser returns null for another DateStyle, and a null `expires_at` would mean that there is no
// expiry.
function parseTimestamp(text: string): Date {
  const [, day, time, hours, minutes = '00'] = TIMESTAMP.exec(text) ?? [];
  const read = new Date(`${day}T${time}${hours}:${minutes}`);
  if (!Number.isNaN(read.getTime())) return read;
  throw new Error('a timestamp of the database must be in ISO format: set its DateStyle to ISO');
}

import { Client, type ClientConfig, types } from 'pg';
import type { DatabaseAddress } from './database-address';

/**
 * What a connection begins with. PgBouncer and its like keep these apart for each client, and refuse most
 * others. They are written as the server reports them: a pooler compares the texts.
 */
const SESSION = {
  application_name: 'twilio-functions-auth',
  DateStyle: 'ISO, MDY',
  TimeZone: 'UTC',
} as const;

/** A connection that has nothing of the PG… variables of the environment in it. */
export class DirectoryClient extends Client {
  // Called by pg, whose types do not have it; its own takes PGOPTIONS and PGREPLICATION as well.
  getStartupConf(): Readonly<Record<string, string | undefined>> {
    return { user: this.user, database: this.database, ...SESSION };
  }
}

/**
 * What `pg` makes a connection of. Each part is said: what is left out or empty it takes from PGPASSWORD,
 * PGSSLMODE, PGSSLNEGOTIATION or a file of passwords.
 */
export function clientConfig(address: DatabaseAddress): ClientConfig {
  const { host, port, user, password, database, tls } = address;
  return {
    host,
    port,
    user,
    password: () => password,
    database,
    // Explicitly, as NODE_TLS_REJECT_UNAUTHORIZED=0 changes the default.
    ssl: tls === undefined ? false : { ...tls, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    sslnegotiation: 'postgres',
    client_encoding: 'UTF8',
    keepAlive: true,
    types: {
      getTypeParser: ((oid: number, format: 'text') =>
        oid === types.builtins.TIMESTAMPTZ
          ? parseTimestamp
          : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  };
}

const TIMESTAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::(\d\d))?$/;

// pg's own makes null of what another DateStyle writes, and a null `expires_at` would mean never.
function parseTimestamp(text: string): Date {
  const [, day, time, hours, minutes = '00'] = TIMESTAMP.exec(text) ?? [];
  const read = new Date(`${day}T${time}${hours}:${minutes}`);
  if (!Number.isNaN(read.getTime())) return read;
  throw new Error('a time of the database is not in the format ISO: its DateStyle was not set');
}

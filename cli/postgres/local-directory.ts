import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvVariables } from '../project/env-file';
import { DATA } from '../project/paths';
import { migrate } from './migrate';
import { type Postgres, startPostgres } from './start-postgres';

/** The directory's environment on this machine. */
export interface LocalDirectory {
  /** The variables that the operator has not set. They are only for this machine and never written to `.env`. */
  readonly variables: EnvVariables;
  /** The URL of the owner of the tables, if the database is on this machine. */
  readonly ownerUrl?: string;
  /** Stops Postgres, if it was started. */
  stop(): Promise<void>;
}

/**
 * Provides what the directory lacks: a Postgres in `.data/postgres` with the newest schema, a random DIRECTORY_KEY, and
 * a folder for its mail. It does not change a database of the operator's own.
 *
 * @param given - the variables that are set.
 * @throws CliError if Postgres cannot be started or migrated.
 */
export async function openLocalDirectory(given: EnvVariables): Promise<LocalDirectory> {
  const mail: EnvVariables =
    given['SMTP_URL'] || given['MAIL_FOLDER'] ? {} : { MAIL_FOLDER: join(DATA, 'mail') };
  if (given['DATABASE_URL']) return { variables: mail, stop: async () => {} };

  mkdirSync(DATA, { recursive: true, mode: 0o711 }); // root's Postgres runs as another user
  const postgres = await startPostgres({ folder: join(DATA, 'postgres'), durable: true });
  await migrateOrStop(postgres);
  mkdirSync(join(DATA, 'mail'), { recursive: true, mode: 0o700 });
  const key: EnvVariables = given['DIRECTORY_KEY'] ? {} : { DIRECTORY_KEY: ensureKey() };
  return {
    variables: { DATABASE_URL: postgres.url, ...key, ...mail },
    ownerUrl: postgres.ownerUrl,
    stop: postgres.stop,
  };
}

async function migrateOrStop({ ownerUrl, url, stop }: Postgres): Promise<void> {
  try {
    await migrate({ url, ownerUrl });
  } catch (reason) {
    await stop();
    throw reason;
  }
}

function ensureKey(): string {
  const file = join(DATA, 'directory-key');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvVariables } from '../project/env-file';
import { DATA } from '../project/paths';
import { migrate } from './migrate';
import { type Postgres, startPostgres } from './start-postgres';

/** What the directory runs with on this machine. */
export interface LocalDirectory {
  /** Variables that are not set otherwise. They are for this machine alone, never for `.env`. */
  readonly variables: EnvVariables;
  /** The database as the owner of its tables, where it is one of this machine. */
  readonly ownerUrl?: string;
  /** Stops the Postgres, where one was started. */
  stop(): Promise<void>;
}

/**
 * Gives the directory what it lacks: a Postgres in `.data/postgres` with the newest schema, a random
 * DIRECTORY_KEY, and a folder for its mails. A database of the operator's own is left as it is.
 *
 * @param given - the variables that are set.
 * @throws CliError where Postgres cannot be started or migrated.
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

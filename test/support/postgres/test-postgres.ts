import { Client } from 'pg';
import { type Postgres, startPostgres } from '../../../cli/postgres/start-postgres';
import { makeMemoryFolder } from '../processes/memory-folder';
import { copyCluster, createCluster, removeCluster } from './cluster';

// jest's workers inherit only the environment of the set-up.
const VARIABLE = 'TEST_POSTGRES';
const running: { stop?: () => Promise<void> } = {};

/** The URLs of the Postgres that all tests of a run share. */
export type TestPostgres = Pick<Postgres, 'url' | 'ownerUrl' | 'superuserUrl'>;

/** Starts the Postgres with the newest schema in the database `directory`, from which others are copied. */
export async function startTestPostgres(): Promise<void> {
  const folder = makeMemoryFolder('postgres');
  try {
    await createCluster();
    copyCluster(folder.path);
    const postgres = await startPostgres({ folder: folder.path, durable: false });
    running.stop = async () => {
      await postgres.stop();
      folder.remove();
    };
    const { url, ownerUrl, superuserUrl } = postgres;
    await setOddly(superuserUrl);
    process.env[VARIABLE] = JSON.stringify({ url, ownerUrl, superuserUrl });
  } catch (reason) {
    // Tests that need no Postgres run anyway.
    console.error('Tests have no Postgres:', reason);
    await stopTestPostgres();
    folder.remove();
  }
}

// An operator owns the database, so the service's queries must not depend on settings of its role.
const ODD = {
  search_path: 'nowhere',
  DateStyle: 'SQL, DMY',
  IntervalStyle: 'sql_standard',
  TimeZone: 'America/St_Johns',
  bytea_output: 'escape',
  extra_float_digits: '-2',
};

async function setOddly(superuserUrl: string): Promise<void> {
  const client = new Client(superuserUrl);
  await client.connect();
  const settings = Object.entries(ODD).map(([name, value]) => `${name} = '${value}'`);
  await client.query(settings.map((one) => `alter role directory set ${one}`).join(';'));
  await client.end();
}

/** Stops the Postgres and removes its data. */
export async function stopTestPostgres(): Promise<void> {
  removeCluster();
  await running.stop?.();
  delete running.stop;
}

/** Returns whether another set-up of this run has started it. */
export function isPostgresRunning(): boolean {
  return process.env[VARIABLE] !== undefined;
}

/** The Postgres of this run. */
export function testPostgres(): TestPostgres {
  const given = process.env[VARIABLE];
  if (given === undefined) throw new Error('There is no Postgres: see the beginning of the run.');
  return JSON.parse(given);
}

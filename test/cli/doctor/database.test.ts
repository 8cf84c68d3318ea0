import { checkDatabase } from '../../../cli/doctor/check-directory';
import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { createDatabase, type TestDatabase } from '../../support/postgres/database';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { ENDPOINTS } from '../../support/projects/project-copy';
import { findFreePort } from '../../support/servers/free-port';

// What the doctor finds in the database that a deployed Function would connect to.

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.close());

async function findings(url: string) {
  const variables = { ...DIRECTORY_VARIABLES, DATABASE_URL: url };
  const { state } = await checkExampleProject({ variables, removed: ENDPOINTS });
  return checkDatabase(state);
}

async function nameOf({ query }: TestDatabase): Promise<string> {
  const [row] = await query<{ name: string }>('select current_database() as name');
  return row?.name ?? '';
}

test('a migrated database has no problems', async () => {
  expect(await findings(database.url)).toEqual([
    {
      level: 'ok',
      name: 'DATABASE_URL',
      message: 'has the tables, rights and settings that it needs',
    },
  ]);
});

test('a database without the tables is an error that names the command', async () => {
  const empty = await createDatabase({ isEmpty: true });
  try {
    expect(await findings(empty.url)).toEqual([
      {
        level: 'error',
        name: 'DATABASE_URL',
        message: "has no tables that the service's role can read",
        remedy: 'npm run migrate',
      },
    ]);
  } finally {
    await empty.close();
  }
});

test('a setting that changes the meaning of statements is an error with a remedy', async () => {
  const name = await nameOf(database);
  await database.query(`alter database ${name} set transform_null_equals = on`);

  expect(await findings(database.url)).toMatchObject([
    {
      level: 'error',
      message: expect.stringMatching(/^transform_null_equals is on: alter role \w+ set/),
    },
  ]);
});

test('a right of every role on a table is an error', async () => {
  await database.query('grant select on public.users to public');

  expect(await findings(database.url)).toMatchObject([
    { level: 'error', message: "also gives rights on the directory's tables to public" },
  ]);
});

test('a database that does not answer this machine is not an error', async () => {
  const nowhere = Object.assign(new URL(database.url), { port: `${await findFreePort()}` }).href;

  expect(await findings(nowhere)).toMatchObject([
    { level: 'ok', message: expect.stringContaining('were not checked') },
    { level: 'ok', name: 'EDGE_TOKENS' },
  ]);
});

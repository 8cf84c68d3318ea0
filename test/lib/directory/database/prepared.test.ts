import { CompiledQuery } from 'kysely';
import {
  createDirectory,
  DEVELOPER,
  type TestDirectory,
} from '../../../support/directory/directory';
import { addSession } from '../../../support/directory/directory-rows';
import { addressIn } from '../../../support/postgres/database';

type Modules = typeof import('../../../../lib/directory/database/database') &
  typeof import('../../../../lib/directory/sessions/find-session');

// A pooler shares connections among clients, so a statement that the client has prepared may not exist on its
// current connection. These tests change the connection without the client's knowledge.

let directory: TestDirectory;
let userId: string;
let secret: string;
let lib: Modules;

beforeAll(async () => {
  directory = await createDirectory();
  const account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser('ada@example.com', { [account]: DEVELOPER });
  ({ secret } = await addSession(directory.database, { userId, accountId: account }));
});
afterAll(() => directory.close());

// Each test starts like a new container, which has prepared no statement.
beforeEach(() => {
  jest.resetModules();
  lib = {
    ...require('../../../../lib/directory/database/database'),
    ...require('../../../../lib/directory/sessions/find-session'),
  };
});
afterEach(() => lib.closeDatabases());

const database = () => lib.databaseAt(addressIn(directory.database.url));
const find = async () =>
  (
    await lib.findSession({ database: database(), rpId: 'localhost' }, secret, {
      address: null,
      isRestricted: true,
    })
  )?.identity.userId;
const run = async (text: string) => {
  const { rows } = await database().executeQuery<{ name: string }>(CompiledQuery.raw(text));
  return rows;
};
const prepared = () => run('select name from pg_prepared_statements');

test('a statement of every request is planned once per connection', async () => {
  await find();
  await find();

  expect(await prepared()).toHaveLength(1);
});

test('a prepared statement that no longer exists is repeated unprepared', async () => {
  await find();
  await run('deallocate all');

  expect(await find()).toBe(userId);
  expect(await prepared()).toEqual([]);
});

test('a statement that another program has prepared is repeated unprepared', async () => {
  await find();
  const [known] = await prepared();
  await lib.closeDatabases();
  await run(`prepare ${known?.name} as select 1`);

  expect(await find()).toBe(userId);
});

test('a prepared statement whose table has changed is repeated unprepared', async () => {
  await find();
  const { query } = directory.database;
  await query('alter table sessions alter column stepped_up_at type timestamptz(3)');

  expect(await find()).toBe(userId);
});

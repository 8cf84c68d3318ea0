import { sql } from 'kysely';
import { closeDatabases, databaseAt } from '../../../../lib/directory/database/database';
import { preparedQuery } from '../../../../lib/directory/database/prepared-query';
import { addressIn, createDatabase, type TestDatabase } from '../../../support/postgres/database';

let created: TestDatabase;

beforeAll(async () => {
  created = await createDatabase();
});
afterAll(async () => {
  await closeDatabases();
  await created.close();
});

const database = () => databaseAt(addressIn(created.url));

interface Values {
  readonly name: string;
  readonly number: number | null;
}

const build = jest.fn((place: <Name extends keyof Values>(name: Name) => Values[Name]) => {
  const isGiven = sql<boolean>`${place('number')}::int is not null`;
  return sql<object>`select ${place('name')}::text as name, ${'the same'}::text as constant, ${isGiven} as given,
    ${place('number')}::int as number`;
});

test('each run of a prepared query has its own values, and the query is built once', async () => {
  const query = preparedQuery<object, Values>(build);
  const one = { name: 'one', number: 1 };
  const none = { name: "'; select 2", number: null };

  const rows = await Promise.all([one, none, one].map((values) => query(database(), values)));

  const [first, second, third] = rows.map(([row]) => row);
  expect(first).toEqual({ name: 'one', constant: 'the same', given: true, number: 1 });
  expect(second).toEqual({ name: "'; select 2", constant: 'the same', given: false, number: null });
  expect(third).toEqual(first);
  expect(build).toHaveBeenCalledTimes(1);
});

test('a prepared query that fails rejects, and its connection is used again', async () => {
  const query = preparedQuery<object, { text: string }>(
    (place) => sql<object>`select ${place('text')}::text::int as number`,
  );
  const failing = () => query(database(), { text: 'none' });
  for (let count = 0; count < 10; count += 1) await expect(failing()).rejects.toThrow('integer');
  expect(await query(database(), { text: '7' })).toEqual([{ number: 7 }]);
});

import { sql } from 'kysely';
import {
  check,
  closeDatabases,
  type Database,
  databaseAt,
  inTransaction,
  read,
  readOne,
  requireRow,
  type Tx,
  together,
  write,
  writeOr,
} from '../../../../lib/directory/database/database';
import { type CountedDatabase, countRoundTrips } from '../../../support/postgres/count-round-trips';
import { addressIn, createDatabase, type TestDatabase } from '../../../support/postgres/database';

// The statements of a transaction are sent together. None of them may take effect without the others.

let database: TestDatabase;
let counted: CountedDatabase;
let db: Database;

beforeAll(async () => {
  database = await createDatabase();
  counted = await countRoundTrips(database.url);
  db = databaseAt(addressIn(counted.url));
  await sql`select 1`.execute(db);
});
beforeEach(() => database.query('delete from accounts'));
afterAll(async () => {
  await closeDatabases();
  await counted.close();
  await database.close();
});

const REFUSAL = new Error('refused');
const add = (tx: Database, id: string) => tx.insertInto('accounts').values({ id, name: id });
const rename = (tx: Database, id: string) =>
  tx.updateTable('accounts').set({ name: 'renamed' }).where('id', '=', id);
const refuse = () => {
  throw REFUSAL;
};
const names = async () => {
  const rows = await database.query<{ name: string }>('select name from accounts order by id');
  return rows.map(({ name }) => name);
};

async function roundTripsOf(work: (tx: Tx) => Promise<unknown>): Promise<number> {
  const before = counted.roundTrips();
  await inTransaction(db, work);
  return counted.roundTrips() - before;
}

describe('a transaction', () => {
  test('that only writes is one round trip', async () => {
    const count = await roundTripsOf(async (tx) => {
      await write(tx, add(tx, 'a'));
      writeOr(tx, rename(tx, 'a'), REFUSAL);
      await write(tx, add(tx, 'b'));
    });
    expect([count, await names()]).toEqual([1, ['renamed', 'b']]);
  });

  test('that reads once before it writes is two round trips', async () => {
    const count = await roundTripsOf(async (tx) => {
      const one = readOne(tx, sql<{ n: number }>`select 1 as n`);
      const two = readOne(tx, sql<{ n: number }>`select 2 as n`);
      await write(tx, add(tx, `${(await one()).n}${(await two()).n}`));
    });
    expect([count, await names()]).toEqual([2, ['12']]);
  });

  test('without statements is no round trip', async () => {
    expect(await roundTripsOf(async () => undefined)).toBe(0);
  });

  test('gives the result of a statement that was sent with the commit', async () => {
    const made = await inTransaction(db, async (tx) => readOne(tx, add(tx, 'a').returning('name')));
    expect(await made()).toEqual({ name: 'a' });
  });

  test('has its settings from its first statement on', async () => {
    const shown = await inTransaction(db, async (tx) =>
      readOne(
        tx,
        sql`select current_setting('search_path') as path, current_setting('lock_timeout') as lock,
          current_setting('statement_timeout') as statement, current_setting('transaction_isolation') as level,
          current_setting('idle_in_transaction_session_timeout') as idle`,
      ),
    );
    expect(await shown()).toEqual({
      path: 'public',
      lock: '2s',
      statement: '3s',
      idle: '3s',
      level: 'read committed',
    });
  });

  test('cannot begin in another one', async () => {
    const nested = inTransaction(db, (tx) => inTransaction(tx, async () => undefined));
    await expect(nested).rejects.toThrow('cannot begin in another');
  });
});

describe('a transaction leaves nothing if', () => {
  test.each<[string, (tx: Tx) => Promise<void>, string]>([
    [
      'a check refuses, even if its answer is not awaited',
      async (tx) => {
        check(tx, sql`select 1`, refuse);
        await write(tx, add(tx, 'a'));
      },
      'refused',
    ],
    [
      'a check refuses after a statement that was sent with it',
      async (tx) => {
        await write(tx, add(tx, 'a'));
        await check(tx, sql`select 1`, refuse)();
      },
      'refused',
    ],
    [
      'a change that must change a row changes none',
      async (tx) => {
        await write(tx, add(tx, 'a'));
        writeOr(tx, rename(tx, 'none'), REFUSAL);
        await write(tx, add(tx, 'b'));
      },
      'refused',
    ],
    [
      'a select that must find a row finds none',
      async (tx) => {
        await write(tx, add(tx, 'a'));
        requireRow(tx, tx.selectFrom('accounts').select('id').where('id', '=', 'none'), REFUSAL);
        await write(tx, add(tx, 'b'));
      },
      'refused',
    ],
    [
      'a statement fails',
      async (tx) => {
        await write(tx, add(tx, 'a'));
        await write(tx, add(tx, 'a'));
        await write(tx, add(tx, 'b'));
      },
      'duplicate key',
    ],
    [
      'a value cannot be sent',
      async (tx) => {
        await write(tx, add(tx, 'a'));
        const circular: { self?: object } = {};
        circular.self = circular;
        read(tx, sql`select ${circular}::jsonb`);
        await write(tx, add(tx, 'b'));
      },
      'circular',
    ],
    [
      'the work ignores the failure of a statement',
      async (tx) => {
        await write(tx, add(tx, 'a'));
        await sql`select 1 / 0`.execute(tx).catch(() => undefined);
        await write(tx, add(tx, 'b'));
      },
      'division by zero',
    ],
    [
      'a statement takes as long as the client waits',
      async (tx) => {
        await write(tx, add(tx, 'a'));
        await write(tx, sql`select pg_sleep(2.8)`);
      },
      'took too long',
    ],
  ])('%s', async (_why, work, message) => {
    await expect(inTransaction(db, work)).rejects.toThrow(message);

    expect(await names()).toEqual([]);
    await inTransaction(db, (tx) => write(tx, add(tx, 'next')));
    expect(await names()).toEqual(['next']);
  });
});

test('queries that run together are one round trip and one transaction', async () => {
  const before = counted.roundTrips();
  const both = together(db, add(db, 'a'), sql`select 1 / 0`);
  await expect(both).rejects.toThrow('division by zero');
  const [made, [two]] = await together(
    db,
    add(db, 'b').returning('id'),
    sql<{ n: number }>`select 2 as n`,
  );

  expect([made, two]).toEqual([[{ id: 'b' }], { n: 2 }]);
  expect(counted.roundTrips() - before).toBe(2);
  expect(await names()).toEqual(['b']);
});

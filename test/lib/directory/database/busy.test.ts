import { setTimeout as sleep } from 'node:timers/promises';
import { databaseAt, inTransaction } from '../../../../lib/directory/database/database';
import {
  type Caller,
  createDirectory,
  type TestDirectory,
} from '../../../support/directory/directory';
import {
  type Change,
  countAnswers,
  findChanges,
  LATEST_MS,
  makeServiceUser,
} from '../../../support/directory/service-users';
import { addTeam } from '../../../support/directory/team';
import { addressIn } from '../../../support/postgres/database';
import { cutAll, cutWaiting, holdLock } from '../../../support/postgres/hold-lock';
import { type BuiltContainer, startBuiltContainer } from '../../../support/services/container';

// The database is reachable but busy.

const CONNECTIONS = 5;
const MANY = 3 * CONNECTIONS;
// An operation that waits for this lock has made its change and is about to write its event.
const EVENTS = 'lock table events in exclusive mode';

let directory: TestDirectory;
let container: BuiltContainer;
let admin: Caller;

beforeAll(async () => {
  directory = await createDirectory();
  admin = await (await addTeam(directory, ['admin'])).session('admin');
  container = await startBuiltContainer(directory.variables);
});

afterAll(async () => {
  await container.stop();
  await directory.close();
});

const change = () => makeServiceUser(container, admin);
const changeMany = () => Promise.all(Array.from({ length: MANY }, change));
const latest = (changes: readonly Change[]) => Math.max(...changes.map(({ ms }) => ms));

describe('a connection that is lost in a transaction', () => {
  let cut: Change;

  beforeAll(async () => {
    const lock = await holdLock(directory.database, EVENTS);
    const changing = change();
    await lock.awaited(1);
    await cutWaiting(directory.database);
    cut = await changing;
    await lock.release();
  });

  test('leads to a 503', () => {
    expect(cut).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  });

  test('leaves no part of the change', async () => {
    expect(await findChanges(directory, [cut])).toEqual({ lost: 0, half: 0, rows: 0 });
  });

  test('is not used again', async () => {
    expect(countAnswers(await changeMany())).toEqual({ 200: MANY });
  });
});

test('a connection that is lost between two statements fails the next statement and not the process', async () => {
  const transaction = inTransaction(databaseAt(addressIn(directory.database.url)), async (tx) => {
    await cutAll(directory.database);
    await sleep(100);
    await tx.selectFrom('accounts').select('id').execute();
  });
  await expect(transaction).rejects.toThrow();
});

describe('a lock of another transaction', () => {
  test('delays a request', async () => {
    const lock = await holdLock(directory.database, EVENTS);
    const changing = change();
    await lock.awaited(1);
    await lock.release();
    expect((await changing).status).toBe(200);
  });

  test('delays a request no longer than the time limit of the platform', async () => {
    const lock = await holdLock(directory.database, EVENTS);
    const refused = await change();
    await lock.release();
    expect(refused).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(refused.ms).toBeLessThan(LATEST_MS);
    expect(await findChanges(directory, [refused])).toEqual({ lost: 0, half: 0, rows: 0 });
  });

  test('leaves no waiting connection on the server', async () => {
    const lock = await holdLock(directory.database, EVENTS);
    await change();
    const left = await cutWaiting(directory.database);
    await lock.release();
    expect(left).toBe(0);
  });
});

describe('more requests than there are connections', () => {
  test('wait for a connection and all get a response', async () => {
    const lock = await holdLock(directory.database, EVENTS);
    const changing = changeMany();
    await lock.awaited(CONNECTIONS);
    await lock.release();
    const changes = await changing;
    expect(countAnswers(changes)).toEqual({ 200: MANY });
    expect(await findChanges(directory, changes)).toEqual({ lost: 0, half: 0, rows: MANY });
  });

  test('are refused in time and without a change if no connection becomes free', async () => {
    const lock = await holdLock(directory.database, EVENTS);
    const changes = await changeMany();
    await lock.release();
    expect(countAnswers(changes)).toEqual({ '503 UNAVAILABLE': MANY });
    expect(latest(changes)).toBeLessThan(LATEST_MS);
    expect(await findChanges(directory, changes)).toEqual({ lost: 0, half: 0, rows: 0 });
  });

  test('leave the connections usable', async () => {
    const lock = await holdLock(directory.database, EVENTS);
    await changeMany();
    await lock.release();
    expect(countAnswers(await changeMany())).toEqual({ 200: MANY });
  });
});

describe('a server that accepts no further connections', () => {
  const limit = (connections: number) =>
    directory.database.query(
      `do $$ begin execute format('alter database %I connection limit ${connections}', current_database()); end $$`,
    );

  beforeAll(async () => {
    await limit(0);
    await cutAll(directory.database);
  });

  test('leads to a 503 of the guard and of operations', async () => {
    const input = { token: 'x'.repeat(30) };
    expect((await change()).status).toBe(503);
    expect(await container.call('session/show-invitation', input)).toMatchObject({
      status: 503,
      code: 'UNAVAILABLE',
    });
  });

  test('is used again as soon as it accepts connections', async () => {
    await limit(-1);
    expect(countAnswers(await changeMany())).toEqual({ 200: MANY });
  });
});

describe('a server that became read-only in a failover', () => {
  const setReadOnly = (value: 'on' | 'off') =>
    directory.database.query(
      `do $$ begin execute format('alter role directory in database %I set default_transaction_read_only = ${value}', current_database()); end $$`,
    );

  test('leads to a 503, and the next server makes the change', async () => {
    await setReadOnly('on');
    await cutAll(directory.database);
    const refused = await change();
    await setReadOnly('off');
    expect([refused.status, (await change()).status]).toEqual([503, 200]);
  });

  test('loses every connection opened in that time when the first one fails', async () => {
    const db = databaseAt(addressIn(directory.database.url));
    const read = () =>
      inTransaction(db, async (tx) => {
        await tx.selectFrom('accounts').select('id').execute();
        await sleep(100);
      });
    const write = () =>
      inTransaction(db, (tx) =>
        tx.updateTable('accounts').set({ name: 'Ahoy' }).where('id', '=', 'none').execute(),
      );
    await setReadOnly('on');
    await cutAll(directory.database);
    await read().catch(() => undefined);
    await Promise.all([read(), read(), read()]);
    await setReadOnly('off');

    await expect(write()).rejects.toThrow('read-only');
    await write();
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Caller,
  createDirectory,
  type TestDirectory,
} from '../../../support/directory/directory';
import {
  CHANGING,
  countDone,
  OTHERS,
  startOutageLoad,
} from '../../../support/directory/outage-load';
import { type Change, findChanges, LATEST_MS } from '../../../support/directory/service-users';
import { addTeam } from '../../../support/directory/team';
import { startTempPostgres, type TempPostgres } from '../../../support/postgres/temp-postgres';
import {
  type Answered,
  type BuiltContainer,
  startBuiltContainer,
} from '../../../support/services/container';

// The database stops and restarts while Functions are called.

const AWAY_MS = 1500;
// The number of changes before the stop, and again after the restart.
const ENOUGH = 150;

let postgres: TempPostgres;
let directory: TestDirectory;
let container: BuiltContainer;
let admin: Caller;

beforeAll(async () => {
  postgres = await startTempPostgres();
  directory = await createDirectory({}, postgres.database);
  admin = await (await addTeam(directory, ['admin'])).session('admin');
  container = await startBuiltContainer(directory.variables);
});

afterAll(async () => {
  await container.stop();
  await directory.close();
});

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await sleep(20);
};

describe.each(['stop', 'crash'] as const)('a database that ends by a %s', (how) => {
  let changes: readonly Change[];
  let others: readonly Answered[];
  let away: readonly Answered[];
  let firstAgain: Answered;

  beforeAll(async () => {
    const load = startOutageLoad(container, admin);
    await until(() => countDone(load.changes) >= ENOUGH);
    await postgres[how]();
    const before = { changes: load.changes.length, others: load.others.length };
    await sleep(AWAY_MS);
    // The database may have answered the calls that were in progress when it ended.
    away = [
      ...load.changes.slice(before.changes + CHANGING),
      ...load.others.slice(before.others + OTHERS),
    ];
    await postgres.start();
    firstAgain = await container.call('session/show', {}, admin);
    const again = countDone(load.changes);
    await until(() => countDone(load.changes) >= again + ENOUGH);
    await load.stop();
    ({ changes, others } = load);
  });

  test('leads only to responses with 503 while it is down', () => {
    expect(new Set(away.map(({ status }) => status))).toEqual(new Set([503]));
  });

  test('is used again as soon as it has restarted', () => {
    expect(firstAgain.status).toBe(200);
  });

  test('makes no change fail in another way', () => {
    expect(new Set(changes.map(({ status }) => status))).toEqual(new Set([200, 503]));
  });

  test('contains every answered change once with its event, and no partial change', async () => {
    expect(await findChanges(directory, changes)).toMatchObject({ lost: 0, half: 0 });
  });

  test('never makes a caller wait until the platform ends the Function', () => {
    const slowest = Math.max(...[...changes, ...others].map(({ ms }) => ms));
    expect(slowest).toBeLessThan(LATEST_MS);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Caller,
  createDirectory,
  type TestDirectory,
} from '../../../support/directory/directory';
import {
  type Change,
  findChanges,
  LATEST_MS,
  makeServiceUser,
} from '../../../support/directory/service-users';
import { addTeam } from '../../../support/directory/team';
import { startTempPostgres, type TempPostgres } from '../../../support/postgres/temp-postgres';
import {
  type Answered,
  type BuiltContainer,
  startBuiltContainer,
} from '../../../support/services/container';

// The database goes away and comes back while Functions are being called.

const AWAY_MS = 1500;
// How many call at a time: for changes, and for what changes nothing.
const CHANGING = 6;
const OTHERS = 2;
// So many changes before, and as many after.
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

/** Calls for as long as it is told to, one call after the other in each of several lines. */
function underLoad() {
  const changes: Change[] = [];
  const others: Answered[] = [];
  let isOver = false;
  const repeat = async (once: () => Promise<void>) => {
    while (!isOver) await once();
  };
  const lines = [
    ...Array.from({ length: CHANGING }, () =>
      repeat(async () => {
        changes.push(await makeServiceUser(container, admin));
      }),
    ),
    repeat(async () => {
      others.push(await container.call('session/show', {}, admin));
    }),
    // Nobody has to be known for this one, so that the guard asks nothing.
    repeat(async () => {
      others.push(await container.call('session/show-invitation', { token: 'x'.repeat(30) }));
    }),
  ];
  return {
    changes,
    others,
    async stop() {
      isOver = true;
      await Promise.all(lines);
    },
  };
}

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await sleep(20);
};
const done = (changes: readonly Change[]) => changes.filter(({ status }) => status === 200).length;

describe.each(['stop', 'crash'] as const)('a database that ends by a %s', (how) => {
  let changes: readonly Change[];
  let others: readonly Answered[];
  let away: readonly Answered[];
  let firstAgain: Answered;

  beforeAll(async () => {
    const load = underLoad();
    await until(() => done(load.changes) >= ENOUGH);
    await postgres[how]();
    const before = { changes: load.changes.length, others: load.others.length };
    await sleep(AWAY_MS);
    // What was under way when it ended may have been answered by it.
    away = [
      ...load.changes.slice(before.changes + CHANGING),
      ...load.others.slice(before.others + OTHERS),
    ];
    await postgres.start();
    firstAgain = await container.call('session/show', {}, admin);
    const again = done(load.changes);
    await until(() => done(load.changes) >= again + ENOUGH);
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

  test('has every change that was answered, once and with its event, and none half done', async () => {
    expect(await findChanges(directory, changes)).toMatchObject({ lost: 0, half: 0 });
  });

  test('keeps no caller waiting until the platform ends the Function', () => {
    const slowest = Math.max(...[...changes, ...others].map(({ ms }) => ms));
    expect(slowest).toBeLessThan(LATEST_MS);
  });
});

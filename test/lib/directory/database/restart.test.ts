import { setTimeout as sleep } from 'node:timers/promises';
import { type Answered, type Container, startContainer } from '../../../support/container';
import { type Caller, createDirectory, type TestDirectory } from '../../../support/directory';
import { type OwnPostgres, startOwnPostgres } from '../../../support/own-postgres';
import {
  type Change,
  countAnswers,
  findChanges,
  LATEST_MS,
  makeServiceUser,
} from '../../../support/service-users';
import { addTeam } from '../../../support/team';

// The database goes away and comes back while Functions are being called.

const AWAY_MS = 1500;
const CHANGING = 6;

let postgres: OwnPostgres;
let directory: TestDirectory;
let container: Container;
let admin: Caller;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  directory = await createDirectory({}, postgres.database);
  admin = await (await addTeam(directory, ['admin'])).session('admin');
  container = await startContainer(directory.variables);
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

describe.each(['stop', 'crash'] as const)('a database that is ended by a %s', (how) => {
  test('is away with 503 and nothing else, and what was answered is kept', async () => {
    const load = underLoad();
    await until(() => done(load.changes) >= 150);
    await postgres[how]();
    const before = { changes: load.changes.length, others: load.others.length };
    await sleep(AWAY_MS);
    const away = [
      ...load.changes.slice(before.changes + CHANGING),
      ...load.others.slice(before.others + 2),
    ];
    await postgres.start();
    const began = performance.now();
    const first = await container.call('session/show', {}, admin);
    const recovered = performance.now() - began;
    const again = done(load.changes);
    await until(() => done(load.changes) >= again + 150);
    await load.stop();

    const all = [...load.changes, ...load.others];
    const kept = await findChanges(directory, load.changes);
    const longest = Math.max(...all.map(({ ms }) => ms));
    console.info(how, { recovered, longest, kept, answers: countAnswers(all), away: away.length });
    expect(first.status).toBe(200);
    expect(new Set(away.map(({ status }) => status))).toEqual(new Set([503]));
    expect(new Set(load.changes.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect(kept).toMatchObject({ lost: 0, half: 0 });
    expect(longest).toBeLessThan(LATEST_MS);
  });
});

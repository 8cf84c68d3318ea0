import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Caller,
  createDirectory,
  type TestDirectory,
} from '../../../support/directory/directory';
import {
  countAnswers,
  findChanges,
  makeServiceUser,
} from '../../../support/directory/service-users';
import { addTeam } from '../../../support/directory/team';
import { cutAll, holdLock } from '../../../support/postgres/hold-lock';
import { type Relay, startRelay, via } from '../../../support/postgres/relay';
import { type BuiltContainer, startBuiltContainer } from '../../../support/services/container';

// The platform freezes a container between two requests, or in the middle of one that nobody waits for.

const MANY = 5;
// Longer than a connection may be idle to be used unseen.
const FROZEN_MS = 5500;

let directory: TestDirectory;
let relay: Relay;
let admin: Caller;
const containers: BuiltContainer[] = [];

beforeAll(async () => {
  directory = await createDirectory();
  relay = await startRelay(Number(new URL(directory.database.url).port));
  admin = await (await addTeam(directory, ['admin'])).session('admin');
});

afterAll(async () => {
  await Promise.all(containers.map((container) => container.stop()));
  await relay.close();
  await directory.close();
});

async function start(url = directory.database.url): Promise<BuiltContainer> {
  const container = await startBuiltContainer({ ...directory.variables, DATABASE_URL: url });
  containers.push(container);
  return container;
}

const changeMany = (container: BuiltContainer) =>
  Promise.all(Array.from({ length: MANY }, () => makeServiceUser(container, admin)));

test.each<[string, () => unknown]>([
  ['the database has ended', () => cutAll(directory.database)],
  ['the network has forgotten', () => relay.forget()],
])('a container whose connections %s works when it is thawed', async (_what, lose) => {
  const container = await start(via(relay, directory.database.url));
  await changeMany(container);
  container.freeze();
  await lose();
  await sleep(FROZEN_MS);
  container.thaw();

  // One that has all of them to choose from, and then as many as there were.
  const first = await makeServiceUser(container, admin);
  const changes = [first, ...(await changeMany(container))];

  expect(countAnswers(changes)).toEqual({ 200: 1 + MANY });
  expect(await findChanges(directory, changes)).toEqual({ lost: 0, half: 0, rows: 1 + MANY });
});

describe('a container that is frozen in a transaction', () => {
  test('blocks other requests no longer than the limit and makes no change', async () => {
    const [frozen, other] = [await start(), await start()];
    const lock = await holdLock(directory.database, 'lock table events in exclusive mode');
    const changing = makeServiceUser(frozen, admin);
    await lock.awaited(1);
    frozen.freeze();
    await lock.release();

    // It holds the account: the first who comes may wait in vain, the next one comes after it was ended.
    await makeServiceUser(other, admin);
    const next = await makeServiceUser(other, admin);
    frozen.thaw();
    const thawed = await changing;

    expect([next.status, thawed.status]).toEqual([200, 503]);
    expect(await findChanges(directory, [thawed])).toEqual({ lost: 0, half: 0, rows: 0 });
    expect((await makeServiceUser(frozen, admin)).status).toBe(200);
  });
});

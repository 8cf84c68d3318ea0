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

// The platform freezes a container between two requests, or during a request whose caller is gone.

const MANY = 5;
// After this long, a connection is validated before it is used.
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

  // The first request can use any of the connections. The others need as many connections as before.
  const first = await makeServiceUser(container, admin);
  const changes = [first, ...(await changeMany(container))];

  expect(countAnswers(changes)).toEqual({ 200: 1 + MANY });
  expect(await findChanges(directory, changes)).toEqual({ lost: 0, half: 0, rows: 1 + MANY });
});

describe('a container that is frozen in a transaction', () => {
  test('blocks other requests no longer than the limit and makes no change', async () => {
    const [frozen, other] = [await start(), await start()];
    const lock = await holdLock(directory.database, 'lock table accounts in exclusive mode');
    const changing = makeServiceUser(frozen, admin);
    await lock.awaited(1);
    frozen.freeze();
    await lock.release();

    // The frozen transaction has locked the account. The first request may time out. The next one arrives
    // after the server has ended that transaction.
    await makeServiceUser(other, admin);
    const next = await makeServiceUser(other, admin);
    frozen.thaw();
    const thawed = await changing;

    expect([next.status, thawed.status]).toEqual([200, 503]);
    expect(await findChanges(directory, [thawed])).toEqual({ lost: 0, half: 0, rows: 0 });
    expect((await makeServiceUser(frozen, admin)).status).toBe(200);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { createDirectory } from '../support/directory/directory';
import { measureOutage, OUTAGES, type OutageFigures } from '../support/directory/outages';
import { findChanges, LATEST_MS, makeServiceUser } from '../support/directory/service-users';
import { addTeam } from '../support/directory/team';
import { startReplicatedPostgres } from '../support/postgres/replicated-postgres';
import { startBuiltContainer } from '../support/services/container';

// A primary with a synchronous standby, behind PgBouncer, as docs/directory/high-availability.md recommends.

describe.each(Object.entries(OUTAGES))('if %s', (_name, outage) => {
  let figures: OutageFigures;

  beforeAll(async () => {
    figures = await measureOutage(outage, async (database) => {
      const directory = await createDirectory({}, database);
      const admin = await (await addTeam(directory, ['admin'])).session('admin');
      return { variables: directory.variables, admin };
    });
  });

  test('every call is answered or gets 503', () => {
    expect(figures).toMatchObject({ wrong: 0 });
  });

  test('the database has every change that was answered, with its event, and no partial change', () => {
    expect(figures).toMatchObject({ lost: 0, half: 0 });
  });

  test('no caller waits until the platform ends the Function', () => {
    expect(figures.slowestMs).toBeLessThan(LATEST_MS);
  });
});

test('a commit that the standby did not confirm leads to a 503, also if the primary reports it as done', async () => {
  const postgres = await startReplicatedPostgres();
  const directory = await createDirectory({}, postgres.database);
  const admin = await (await addTeam(directory, ['admin'])).session('admin');
  const container = await startBuiltContainer(directory.variables);
  postgres.isolateStandby();
  const changing = makeServiceUser(container, admin);
  const cancel = () =>
    postgres.database.query(
      "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'",
    );
  while ((await cancel()).length === 0) await sleep(20);
  const change = await changing;
  await postgres.crashPrimary();
  await postgres.promote();
  const kept = await findChanges(directory, [change]);
  await container.stop();
  await directory.close();

  expect([change.status, change.code]).toEqual([503, 'UNAVAILABLE']);
  expect(kept).toMatchObject({ lost: 0, half: 0 });
});

import { session } from '../../../assets/auth.private';
import { migrate } from '../../../cli/postgres/migrate';
import { createDirectory, type TestDirectory } from '../../support/directory/directory';
import { addSession } from '../../support/directory/directory-rows';
import { requestGuard } from '../../support/guard/request-guard';
import { createEarlierDatabase } from '../../support/postgres/earlier-database';

// npm run migrate in a database whose memberships have no address of their user yet.

let directory: TestDirectory;

afterEach(() => directory.close());

test('the address of a member is copied, and sessions, credentials and groups still belong to the membership', async () => {
  const database = await createEarlierDatabase('0023');
  directory = await createDirectory({}, database);
  const accountId = await directory.addAccount('A');
  const roles = { developer: 'read-only', team: 'read-only', administrator: false } as const;
  const userId = await directory.addUser('ada@example.com', { [accountId]: roles });
  const { secret } = await addSession(database, { userId, accountId });

  await migrate({ url: database.url, ownerUrl: database.ownerUrl });

  const { variables } = directory;
  const cookies = { '__Secure-session': secret };
  const { auth } = await requestGuard(session(), { variables, cookies });
  expect(auth).toMatchObject({ username: 'ada@example.com', directory: { accountId } });
  expect(await database.query('select user_email from memberships')).toEqual([
    { user_email: 'ada@example.com' },
  ]);
  const keys = await database.query(
    `select conrelid::regclass::text as table, convalidated, confdeltype::text as deletes from pg_constraint
     where contype = 'f' and confrelid = 'memberships'::regclass order by 1`,
  );
  expect(keys).toEqual(
    ['credentials', 'scim_group_members', 'sessions'].map((table) => ({
      table,
      convalidated: true,
      deletes: 'c',
    })),
  );
});

import {
  type MembersWanted,
  selectMatchingMembers,
} from '../../../../lib/directory/accounts/find-members';
import { closeDatabases, databaseAt } from '../../../../lib/directory/database/database';
import { addressIn, createDatabase, type TestDatabase } from '../../../support/postgres/database';

const MEMBERS = 10_000;
let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  await database.query(
    "insert into accounts (id, name) values ('ac_big', 'Big'), ('ac_small', 'Small')",
  );
  await database.query(
    `insert into users (id, email, email_key, name)
      select 'usr_' || n, n || '@example.com', n || '@example.com', 'User ' || n from generate_series(1, $1) n`,
    [10 * MEMBERS],
  );
  await database.query(
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
      select 'mbr_' || md5(id), case when right(id, 1) = '0' then 'ac_big' else 'ac_small' end,
        id, 'read-only', 'read-only', false
      from users`,
  );
  await database.query('vacuum analyze');
});

afterAll(async () => {
  await closeDatabases();
  await database.close();
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Node[];
}

async function planOf(more: Partial<MembersWanted>) {
  const wanted = { accountId: 'ac_big', limit: 50, ...more };
  const { sql, parameters } = selectMatchingMembers(
    { database: databaseAt(addressIn(database.url)), rpId: 'localhost' },
    wanted,
  ).compile();
  const [row] = await database.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    `explain (analyze, buffers, format json) ${sql}`,
    parameters,
  );
  const { Plan: plan } = (row ?? { 'QUERY PLAN': [{ Plan: {} as Node }] })['QUERY PLAN'][0];
  const nodes = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  const kinds = nodes(plan).map((node) => node['Node Type']);
  return { kinds, pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] };
}

test.each<[string, Partial<MembersWanted>]>([
  ['a search that finds nothing', { text: 'nothing' }],
  ['a search that finds one of them', { text: 'user 9990' }],
  ['a role that no member has', { role: 'administrator' }],
  ['the disabled members', { active: false }],
  ['the members with a second factor', { mfaEnabled: true }],
])('among 10,000 members, %s is found in one index without their rows', async (_what, wanted) => {
  const { kinds, pages } = await planOf(wanted);
  expect(kinds).toEqual(['Limit', 'Index Only Scan']);
  expect(pages).toBeLessThan(MEMBERS / 20);
});

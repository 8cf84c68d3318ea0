import { createDirectory, type TestDirectory } from '../../support/directory/directory';
import { addLargeAccount, LARGE } from '../../support/directory/large-account';
import { makeEdgeToken } from '../../support/edge/edge-tokens';
import { createDatabase } from '../../support/postgres/database';
import {
  type ExecutedPlan,
  type ExplainedDatabase,
  executedNodes,
  type PlanNode,
  readPlans,
} from '../../support/postgres/read-plans';
import {
  SCIM_CHANGES,
  SCIM_READS,
  type ScimNames,
  type ScimRequestCase,
} from '../../support/scim/scim-requests';
import { addScimToken } from '../../support/scim/scim-rows';
import { callScim, scimEdge } from '../../support/scim/send-scim';

// What a request reads must not depend on the number of members. Times on a busy machine do not show that; the pages
// that PostgreSQL reads do.

const SMALL = 'ac_few';
const FEW = 20;
const TABLES = ['memberships', 'users', 'sessions', 'scim_group_members'];

const edge = makeEdgeToken();
let directory: TestDirectory;
let explained: ExplainedDatabase;
const tokens: Record<string, string> = {};

const MANAGED = `update memberships set managed = true, external_id = 'ext-' || id,
  scim_user_name = replace(user_id, 'usr_', 'user-') || '@example.com',
  scim_user_key = replace(user_id, 'usr_', 'user-') || '@example.com'`;

beforeAll(async () => {
  const database = await createDatabase();
  await addLargeAccount(database);
  const { query } = database;
  await query(`insert into accounts (id, name) values ('${SMALL}', 'Few')`);
  await query(`insert into users (id, email, email_key, name)
    select 'usr_few_' || n, 'user-few_' || n || '@example.com', 'user-few_' || n || '@example.com', 'Few ' || n
    from generate_series(0, ${FEW}) n`);
  await query(`insert into memberships (id, account_id, user_id, developer, team, administrator)
    select 'mbr_few_' || n, '${SMALL}', 'usr_few_' || n, 'read-write', 'manager', n = 0
    from generate_series(0, ${FEW}) n`);
  await query(MANAGED);
  await query("update accounts set provisioning = 'scim'");
  for (const [account, domain] of [
    [LARGE.account, 'example.com'],
    [SMALL, 'example.net'],
  ] as const) {
    await query(`insert into account_domains (domain, account_id, token, verified_at)
      values ('${domain}', '${account}', 'token', now())`);
    const { token } = await addScimToken(database, account);
    tokens[account] = token;
  }
  await query('vacuum full memberships');
  await query('vacuum analyze');
  explained = await readPlans(database);
  directory = await createDirectory(
    { DATABASE_URL: explained.url, EDGE_TOKENS: edge.line },
    database,
  );
});

afterAll(async () => {
  await explained.close();
  await directory.close();
});

const LARGE_NAMES: ScimNames = {
  user: LARGE.member(5000),
  userName: 'user-5000@example.com',
  externalId: `ext-${LARGE.member(5000)}`,
  group: 'grp_none',
};
const SMALL_NAMES: ScimNames = {
  user: 'mbr_few_5',
  userName: 'user-few_5@example.com',
  externalId: 'ext-mbr_few_5',
  group: 'grp_none',
};

/** Sends a request. @returns the plans of its statements, without the check of the token. */
async function plansOf(
  account: string,
  { method, target, body = {} }: ScimRequestCase,
): Promise<readonly ExecutedPlan[]> {
  explained.take();
  const { status, text } = await callScim(directory.variables, {
    body,
    token: tokens[account] ?? null,
    edge: scimEdge(edge.token, method, target),
  });
  expect({ status, text }).toMatchObject({ status: 200 });
  return explained.take().slice(1);
}

const nodesOf = (plans: readonly ExecutedPlan[]) =>
  plans.flatMap(({ plan }) => executedNodes(plan));
const pagesOf = (plans: readonly ExecutedPlan[]) =>
  plans.reduce((sum, { plan }) => sum + plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], 0);
const rowsRead = (node: PlanNode) =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];

const REQUESTS = Object.entries({ ...SCIM_READS, ...SCIM_CHANGES }).filter(([name]) =>
  [
    'GET of a user',
    'GET of users by `userName`',
    'GET of users by `externalId`',
    'GET of users by the work address',
    'PATCH of the name of a user',
    'PATCH that disables a user',
  ].includes(name),
);

// Some more: pages that were split, and versions of rows that no VACUUM has removed yet.
test.each(REQUESTS)(
  '%s reads as many pages among 10,000 members as among 20',
  async (_name, request) => {
    await plansOf(SMALL, request(SMALL_NAMES));
    await plansOf(LARGE.account, request(LARGE_NAMES));
    const few = pagesOf(await plansOf(SMALL, request(SMALL_NAMES)));
    const plans = await plansOf(LARGE.account, request(LARGE_NAMES));

    expect(few).toBeGreaterThan(5);
    expect(pagesOf(plans)).toBeLessThanOrEqual(few * 1.3);
    const read = nodesOf(plans).filter((node) => TABLES.includes(node['Relation Name'] ?? ''));
    expect(read.filter((node) => rowsRead(node) > 10)).toEqual([]);
  },
);

test('the members of a page are counted in an index of a few pages, without a row or a user', async () => {
  const plans = await plansOf(LARGE.account, { method: 'GET', target: '/Users?count=2' });
  const counted = nodesOf(plans.filter(({ statement }) => statement.includes('count(*)')));

  const scans = counted.filter((node) => node['Relation Name'] !== undefined);
  expect(scans).toEqual([
    expect.objectContaining({
      'Node Type': 'Index Only Scan',
      'Index Name': 'memberships_account_id_managed_idx',
    }),
  ]);
  expect(scans[0]?.['Shared Hit Blocks']).toBeLessThan(40);
});

test('a late page skips the members before it in an index', async () => {
  const target = '/Users?startIndex=9001&count=2';
  const nodes = nodesOf(await plansOf(LARGE.account, { method: 'GET', target }));

  const many = nodes.filter((node) => node['Relation Name'] !== undefined && rowsRead(node) > 50);
  expect(new Set(many.map((node) => `${node['Node Type']} of ${node['Relation Name']}`))).toEqual(
    new Set(['Index Only Scan of memberships']),
  );
});

test('a filter that would take too long is stopped in the database too, and the answer says why', async () => {
  const { query } = directory.database;
  await query(`insert into users (id, email, email_key, name)
    select 'usr_slow_' || n, 'slow-' || n || '@example.com', 'slow-' || n || '@example.com', repeat('slow', 20)
    from generate_series(1, 150000) n`);
  await query(`insert into memberships (id, account_id, user_id, developer, team, administrator)
    select 'mbr_slow_' || n, '${LARGE.account}', 'usr_slow_' || n, 'read-write', 'invite-only', false
    from generate_series(1, 150000) n`);
  const filter = Array.from({ length: 100 }, (_, n) => `displayName co "x${n}"`).join(' or ');
  const target = `/Users?filter=${encodeURIComponent(filter)}`;

  const { status, json } = await callScim(directory.variables, {
    token: tokens[LARGE.account] ?? null,
    edge: scimEdge(edge.token, 'GET', target),
  });

  expect({ status, json }).toMatchObject({ status: 400, json: { scimType: 'tooMany' } });
  const running = await query(`select query from pg_stat_activity
    where datname = current_database() and state = 'active' and query like '%strpos%' and pid <> pg_backend_pid()`);
  expect(running).toEqual([]);
}, 120_000);

import { bearer, session } from '../../assets/auth.private';
import { type Caller, createDirectory, type TestDirectory } from '../support/directory/directory';
import { addCredential } from '../support/directory/directory-rows';
import { addLargeAccount, LARGE } from '../support/directory/large-account';
import { sessionFor } from '../support/directory/session-for';
import { requestGuard } from '../support/guard/request-guard';
import { createDatabase } from '../support/postgres/database';
import { setEventMonths } from '../support/postgres/event-months';
import {
  type ExplainedDatabase,
  executedNodes,
  type PlanNode,
  readPlans,
} from '../support/postgres/read-plans';

// The time of a call must not depend on the size of its account or of the directory. The plans show the rows that
// PostgreSQL reads, which a time on a busy machine does not.

let directory: TestDirectory;
let explained: ExplainedDatabase;
let secret: string;

beforeAll(async () => {
  const database = await createDatabase();
  await setEventMonths(database, { first: -12, last: 3 });
  await addLargeAccount(database);
  explained = await readPlans(database);
  directory = await createDirectory({ DATABASE_URL: explained.url }, database);
  const admin = await administrator();
  secret = admin.cookies['__Secure-session'] ?? '';
});

afterAll(async () => {
  await explained.close();
  await directory.close();
});

const administrator = () =>
  sessionFor(directory, { userId: LARGE.user(0), accountId: LARGE.account });

/** Calls an operation as a user. @returns the nodes of its plans that were executed. */
async function planOf(
  path: string,
  input: object,
  by: Promise<Caller> = administrator(),
): Promise<readonly PlanNode[]> {
  const caller = await by;
  explained.take();
  const { status, body } = await caller.call(path, input);
  expect({ path, status, body }).toMatchObject({ status: 200 });
  return explained.take().flatMap(({ plan }) => executedNodes(plan));
}

function rowsRead(node: PlanNode): number {
  const rows = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
  return node['Relation Name'] === undefined ? 0 : Math.round(rows * node['Actual Loops']);
}

function reads(nodes: readonly PlanNode[]): readonly string[] {
  return nodes
    .filter((node) => rowsRead(node) > 0)
    .map((node) => `${rowsRead(node)} of ${node['Index Name'] ?? node['Relation Name']}`);
}

// A page has 51 rows. The planner may also filter some more by the account. The account has thousands.
const FEW = 500;
const middle = (id: string) => ({ after: id });

const LISTS: readonly (readonly [string, object])[] = [
  ['admin/list-members', {}],
  ['admin/list-members', middle(LARGE.member(5000))],
  ['admin/list-credentials', {}],
  ['admin/list-credentials', middle('tfa_5000')],
  ['admin/list-credentials', { type: 'api_key' }],
  ['admin/list-credentials', { type: 'ssh_key' }],
  ['admin/list-credentials', { owner: LARGE.member(700) }],
  ['admin/list-credentials', { owner: LARGE.serviceUser(7) }],
  ['admin/list-service-users', {}],
  ['admin/list-service-users', middle(LARGE.serviceUser(300))],
  ['admin/list-invitations', {}],
  ['account/list-credentials', {}],
  ['account/list-sessions', {}],
  ['admin/list-events', {}],
  ['admin/list-events', { type: 'user_updated' }],
  ['admin/list-events', { type: 'account_created' }],
  ['admin/list-events', { principal: LARGE.user(5) }],
  ['admin/list-events', { object: LARGE.user(5) }],
  ['admin/list-events', { until: new Date(Date.now() - 200 * 86_400_000).toISOString() }],
];

test.each(LISTS)('%s with %j reads few rows of each table', async (path, input) => {
  const nodes = await planOf(path, input);
  expect(nodes.filter((node) => rowsRead(node) > FEW)).toEqual([]);
  expect(reads(nodes).length).toBeGreaterThan(0);
});

const CHANGES: readonly (readonly [string, object])[] = [
  ['admin/disable-member', { member: LARGE.member(3) }],
  ['admin/enable-member', { member: LARGE.member(3) }],
  ['account/create-credential', { type: 'authtoken' }],
  ['account/change-email', { email: 'new@example.net' }],
];
const TABLES = ['memberships', 'users', 'sessions'];

test.each(CHANGES)('%s does not read the members of the account', async (path, input) => {
  const nodes = await planOf(path, input);
  const read = nodes.filter((node) => TABLES.includes(node['Relation Name'] ?? ''));
  expect(read.filter((node) => rowsRead(node) > 10)).toEqual([]);
});

test('account/delete-user does not read the other members, their credentials or their sessions', async () => {
  const userId = LARGE.user(12);
  const by = sessionFor(directory, { userId, accountId: LARGE.account });
  const input = { email: 'user-12@example.com' };
  const nodes = await planOf('account/delete-user', input, by);
  const tables = [...TABLES, 'credentials'];
  const read = nodes.filter((node) => tables.includes(node['Relation Name'] ?? ''));
  expect(read.filter((node) => rowsRead(node) > 10)).toEqual([]);
  expect(nodes.filter((node) => rowsRead(node) > 1000)).toEqual([]);
});

const partitionsIn = (nodes: readonly PlanNode[]) =>
  new Set(
    nodes.map((node) => node['Relation Name'] ?? '').filter((name) => name.startsWith('events_')),
  );

test('a first page of the audit log reads the newest month with events, and the empty ones ahead', async () => {
  const nodes = await planOf('admin/list-events', { limit: 20 });
  expect(partitionsIn(nodes).size).toBeLessThanOrEqual(6);
});

test('a page of an old month reads only the partitions around it', async () => {
  const admin = await administrator();
  const until = new Date(Date.now() - 300 * 86_400_000).toISOString();
  const { json } = await admin.call('admin/list-events', { until, limit: 1 });
  const { next } = json as { readonly next: string };

  const nodes = await planOf('admin/list-events', { before: next, limit: 20 });

  expect(partitionsIn(nodes).size).toBeLessThanOrEqual(3);
});

const buffersOf = (node: PlanNode) => node['Shared Hit Blocks'] + node['Shared Read Blocks'];

/** Returns the scans of a check that read a page. */
async function scansOf(
  check: () => Promise<{ readonly status: number }>,
): Promise<readonly string[]> {
  await check();
  explained.take();
  expect(await check()).toMatchObject({ status: 200 });
  const plans = explained.take();
  expect(plans).toHaveLength(1);
  return plans
    .flatMap(({ plan }) => executedNodes(plan))
    .filter((node) => node['Relation Name'] !== undefined && buffersOf(node) > 0)
    .map((node) => `${node['Node Type']} of ${node['Relation Name']}`)
    .toSorted();
}

test('a check of a session reads the table of sessions, and only the indexes of the membership and the account', async () => {
  const { variables } = directory;
  const cookies = { '__Secure-session': secret };
  const check = () => requestGuard(session(), { variables, cookies });
  expect(await scansOf(check)).toEqual([
    'Index Only Scan of accounts',
    'Index Only Scan of memberships',
    'Index Scan of sessions',
  ]);
});

test('a check of a token reads the table of credentials, and only the indexes of the membership and the account', async () => {
  const owner = { accountId: LARGE.account, membershipId: LARGE.member(9) };
  const { token } = await addCredential(directory.database, 'authtoken', owner);
  const { variables } = directory;
  const headers = { authorization: `Bearer ${token}` };
  const check = () =>
    requestGuard(bearer({ directory: true }), {
      variables: { ...variables, PATH: '/test' },
      headers,
    });
  expect(await scansOf(check)).toEqual([
    'Index Only Scan of accounts',
    'Index Only Scan of memberships',
    'Index Scan of credentials',
  ]);
});

test('a check of a token reads the logins at identity providers in an index', async () => {
  await directory.database.query(
    "insert into accounts (id, name, mfa_required) values ('ac_strict', 'Strict', true)",
  );
  await directory.database.query(
    `insert into identity_providers (id, account_id, type, name, issuer, client_id, client_secret, client_authentication, scopes, mfa_claim, active)
    values ('idp_1', 'ac_strict', 'oidc', 'X', 'https://x.example', 'x', 'x', 'post', '{}', 'amr', true)`,
  );
  await directory.database.query(
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
    select 'mbr_s' || id, 'ac_strict', id, 'read-write', 'manager', false from users`,
  );
  await directory.database.query(
    `insert into user_identities (idp_id, subject, user_id, mfa_at) select 'idp_1', id, id, now() from users`,
  );
  await directory.database.query('vacuum analyze');
  const owner = { accountId: 'ac_strict', membershipId: `mbr_s${LARGE.user(9)}` };
  const { token } = await addCredential(directory.database, 'authtoken', owner);
  const scans = await scansOf(() =>
    requestGuard(bearer({ directory: true }), {
      variables: { ...directory.variables, PATH: '/test' },
      headers: { authorization: `Bearer ${token}` },
    }),
  );
  expect(scans).toContain('Index Only Scan of user_identities');
});

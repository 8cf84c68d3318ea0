import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { bearer, session } from '../../assets/auth.private';
import { OPERATIONS } from '../../lib/directory/operations/index';
import { ACCEPTED_CALLS, type AcceptedCall } from '../support/directory/accepted-calls';
import { createDirectory, type TestDirectory } from '../support/directory/directory';
import { OTHER_CALLS } from '../support/directory/other-calls';
import { make } from '../support/directory/own-credentials';
import { makeSshKey, type SshKey } from '../support/directory/ssh-keygen';
import { addTeam } from '../support/directory/team';
import { makeEdgeToken } from '../support/edge/edge-tokens';
import { requestGuard } from '../support/guard/request-guard';
import { type CountedDatabase, countRoundTrips } from '../support/postgres/count-round-trips';
import { createDatabase } from '../support/postgres/database';
import { PROJECT } from '../support/projects/project';
import {
  SCIM_CHANGES,
  SCIM_READS,
  type ScimNames,
  type ScimRequestCases,
} from '../support/scim/scim-requests';
import { addScimToken } from '../support/scim/scim-rows';
import { callScim, scimEdge } from '../support/scim/send-scim';
import { startBuiltContainer } from '../support/services/container';
import { addDomain } from '../support/sso/sso-account';

// Counts the round trips to Postgres at the wire. The table in the document has a row for each operation, so a
// change of a count shows in its diff. ROUND_TRIPS=write rewrites the table: npm run round-trips.

const DOCUMENT = join(PROJECT, 'docs', 'directory', 'round-trips.md');
const MARK = '<!-- npm run round-trips writes everything below -->\n';
const CONNECTIONS = 5;

let directory: TestDirectory;
let counted: CountedDatabase;
let ssh: SshKey;

beforeAll(async () => {
  const database = await createDatabase();
  counted = await countRoundTrips(database.url);
  const variables = { ALLOW_SIGNUP: 'true', DATABASE_URL: counted.url };
  directory = await createDirectory(variables, database);
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(async () => {
  ssh.remove();
  await directory.close();
  await counted.close();
});

async function countOf(run: () => Promise<{ readonly status: number }>) {
  // An operation may use several connections. All of them are open, and none was idle for long.
  const warm = () => directory.caller().call('session/show-invitation', { token: 'none' });
  await Promise.all(Array.from({ length: CONNECTIONS }, warm));
  const before = counted.roundTrips();
  const { status } = await run();
  return { status, roundTrips: counted.roundTrips() - before };
}

async function countCall(path: string, { ready }: AcceptedCall) {
  const fixture = { directory, team: await addTeam(directory), ssh };
  const { caller, input } = await ready(fixture);
  return countOf(() => caller.call(path, input));
}

async function countChecks() {
  const team = await addTeam(directory);
  const caller = await team.session('reader');
  const { token } = await make(caller, { type: 'authtoken' });
  const { variables } = directory;
  const headers = { authorization: `Bearer ${token}` };
  const byToken = () => requestGuard(bearer({ directory: true }), { variables, headers });
  // The first check of a minute records the use of the token.
  await byToken();
  const { cookies } = caller;
  return {
    'check of a session': await countOf(() => requestGuard(session(), { variables, cookies })),
    'check of a token': await countOf(byToken),
  };
}

interface ScimAccount {
  readonly account: string;
  send(method: string, target: string, body?: object): ReturnType<typeof callScim>;
}

async function addScimAccount(): Promise<ScimAccount> {
  const { account } = await addTeam(directory);
  const { database } = directory;
  await database.query("update accounts set provisioning = 'scim' where id = $1", [account]);
  await addDomain(directory, account, 'example.com');
  const edge = makeEdgeToken();
  const { token } = await addScimToken(database, account);
  const variables = { ...directory.variables, EDGE_TOKENS: edge.line };
  return {
    account,
    send: (method, target, body = {}) =>
      callScim(variables, { body, token, edge: scimEdge(edge.token, method, target) }),
  };
}

let made = 0;

/** Adds a user, and a group of that user that gives roles. */
async function addScimNames({ send }: ScimAccount): Promise<ScimNames> {
  made += 1;
  const [userName, externalId] = [`scim.${made}@example.com`, `scim.${made}`];
  const user = (await send('POST', '/Users', { userName, externalId })).json.id;
  const members = [{ value: user }];
  const group = (await send('POST', '/Groups', { displayName: externalId, members })).json.id;
  await directory.database.query(
    "update scim_groups set developer = 'read-write', team = 'manager' where id = $1",
    [group],
  );
  return { user, userName, externalId, group };
}

async function countScim(cases: ScimRequestCases): Promise<Counts> {
  const account = await addScimAccount();
  const counts: [string, Counts[string]][] = [];
  for (const [name, request] of Object.entries(cases)) {
    const { method, target, body } = request(await addScimNames(account));
    counts.push([name, await countOf(() => account.send(method, target, body))]);
  }
  await directory.database.query('delete from account_domains');
  return Object.fromEntries(counts);
}

/** Counts the first call of a new container, and of a connection of pg that makes no query. */
async function countFirst() {
  const caller = await (await addTeam(directory)).session('reader');
  const container = await startBuiltContainer(directory.variables);
  const call = () => container.call('session/show', {}, caller);
  const first = await countOf(call);
  const second = await countOf(call);
  await container.stop();
  const connection = await countOf(async () => {
    const client = new Client(counted.url);
    await client.connect();
    await client.end();
    return { status: 200 };
  });
  return { first, second, connection };
}

type Counts = Readonly<Record<string, { readonly status: number; readonly roundTrips: number }>>;

async function countAll(calls: Readonly<Record<string, AcceptedCall>>): Promise<Counts> {
  const counts: [string, Awaited<ReturnType<typeof countCall>>][] = [];
  for (const [name, call] of Object.entries(calls)) {
    const [path = ''] = name.split(':');
    counts.push([name, await countCall(path, call)]);
  }
  return Object.fromEntries(counts);
}

// A login that is started at an identity provider is a row, although it is no event.
const STARTS_SSO = /\/start-(?:sso|identity)/;
const isRead = ([name, { events }]: readonly [string, AcceptedCall]) =>
  events.length === 0 && !STARTS_SSO.test(name);
const accepted = Object.entries(ACCEPTED_CALLS);
const READS = Object.fromEntries(accepted.filter(isRead));
const CHANGES = Object.fromEntries(accepted.filter((one) => !isRead(one)));

const REFUSED = [
  'session/log-in: unknown address',
  'session/log-in: wrong password',
  'session/second-factor: wrong code',
];

function table(title: string, counts: Counts): string {
  const rows = Object.entries(counts)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([name, { roundTrips }]) => `| ${name.replace(/^(\S+\/[^\s:]+)/, '`$1`')} | ${roundTrips} |`,
    );
  return [`## ${title}`, '', '| call | round trips |', '| --- | ---: |', ...rows, ''].join('\n');
}

describe('the round trips to Postgres', () => {
  let checks: Counts;
  let reads: Counts;
  let changes: Counts;
  let others: Counts;
  let scimReads: Counts;
  let scimChanges: Counts;
  let start: Awaited<ReturnType<typeof countFirst>>;

  beforeAll(async () => {
    checks = await countChecks();
    reads = await countAll(READS);
    changes = await countAll(CHANGES);
    others = await countAll(OTHER_CALLS);
    scimReads = await countScim(SCIM_READS);
    scimChanges = await countScim(SCIM_CHANGES);
    start = await countFirst();
  }, 120_000);

  test('are counted for accepted calls of every operation', () => {
    const statuses = [checks, reads, changes].flatMap(Object.values).map(({ status }) => status);
    const refused = Object.entries(others).filter(([, { status }]) => status !== 200);
    const names = [...Object.keys(reads), ...Object.keys(changes)];
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(refused.map(([name]) => name)).toEqual(REFUSED);
    expect(names.toSorted()).toEqual(OPERATIONS.map(({ name }) => name).toSorted());
  });

  test('are those in docs/directory/round-trips.md', () => {
    const first = {
      'a connection of `pg`': start.connection,
      'first `session/show` of a new container': start.first,
      'next `session/show`': start.second,
    };
    const tables = [
      table('Checks of callers', checks),
      table('Operations that read', reads),
      table('Operations that change something', changes),
      table('Other calls', others),
      table('Requests by SCIM that read', scimReads),
      table('Requests by SCIM that change something', scimChanges),
      table('New containers', first),
    ].join('\n');
    const [text = ''] = readFileSync(DOCUMENT, 'utf8').split(MARK);
    const document = `${text}${MARK}\n${tables}`;
    if (process.env['ROUND_TRIPS'] === 'write') writeFileSync(DOCUMENT, document);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
  });

  test('of a check are one, of an operation that reads two, and of a change four', () => {
    const most = [checks, reads, changes].map((counts) =>
      Math.max(...Object.values(counts).map(({ roundTrips }) => roundTrips)),
    );
    expect(most).toEqual([1, 2, 4]);
  });

  test('of a request by SCIM that reads are two, and of a change four', () => {
    const ofAll = (counts: Counts) => Object.values(counts).map(({ roundTrips }) => roundTrips);
    const refused = Object.values({ ...scimReads, ...scimChanges }).filter(
      ({ status }) => status >= 300,
    );
    expect(refused).toEqual([]);
    expect(Math.max(...ofAll(scimReads))).toBe(2);
    expect(Math.max(...ofAll(scimChanges))).toBeLessThanOrEqual(4);
  });

  test('of a login and its second factor are three, and of a password reset two', () => {
    const names = ['session/log-in', 'session/second-factor', 'session/reset-password'];
    const counts = names.map((name) => changes[name]?.roundTrips);
    expect(counts).toEqual([3, 3, 2]);
  });

  test('of a call that changes more than usual, or is refused, are at most four', () => {
    const counts = Object.values(others).map(({ roundTrips }) => roundTrips);
    expect(Math.max(...counts)).toBe(4);
  });

  test('of a new container are those of its connection more than later', () => {
    const more = start.first.roundTrips - start.second.roundTrips;
    expect(more).toBe(start.connection.roundTrips);
  });

  test('of a refused login do not depend on the user', () => {
    const of = (name: string) => others[`session/log-in: ${name}`];
    expect(of('unknown address')).toEqual(of('wrong password'));
    expect(of('unknown address')?.status).toBe(401);
  });
});

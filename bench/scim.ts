import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../cli/postgres/migrate';
import { startPostgres } from '../cli/postgres/start-postgres';
import { closeDatabases } from '../lib/directory/database/database';
import { type ScimDirectory, scimDirectory } from '../lib/directory/scim/scim-directory';
import { NO_ROLES } from '../lib/identity/identity';
import { answerRequest } from '../lib/schemes/scim/answer-request';
import type { Context, Principal } from '../lib/types';
import { makeReachableFolder } from '../test/support/processes/reachable-folder';
import { median } from './statistics';

// Measures provisioning by SCIM: 10,000 users one by one, a group of 10,000 members in one request, and requests in
// accounts of different sizes. It leaves out HTTP and the check of the token. The accounts take turns, request by request,
// so that other programs slow all of them alike. docs/benchmarks-scim.md has the figures.
//
//   node --import tsx bench/scim.ts growth 1000 1000000
//   SHARED_BUFFERS=2GB node --import tsx bench/scim.ts 1000 1000000

const USERS = 10_000;
const RUNS = 300;

const ACCOUNT = (size: number) => `
  insert into accounts (id, name, provisioning) values ('ac_${size}', 'Account', 'scim');
  insert into account_domains (domain, account_id, token, verified_at)
    values ('d${size}.example', 'ac_${size}', 'token', now());
  insert into service_users (id, account_id, name, name_key, developer)
    values ('svc_${size}', 'ac_${size}', 'Okta', 'okta', 'read-only');
  insert into credentials (id, account_id, type, service_user_id, secret_hash, created_by)
    values ('tfp_${size}', 'ac_${size}', 'scim_token', 'svc_${size}', sha256('x'), 'usr_1');
  insert into users (id, email, email_key, name)
    values ('usr_${size}_admin', 'admin@d${size}.example', 'admin@d${size}.example', 'Admin');
  insert into memberships (id, account_id, user_id, developer, team, administrator)
    values ('mbr_${size}_admin', 'ac_${size}', 'usr_${size}_admin', 'read-write', 'manager', true);`;

const MEMBERS = (size: number) => `
  insert into users (id, email, email_key, name)
    select 'usr_${size}_' || n, n || '@d${size}.example', n || '@d${size}.example', 'User ' || n
    from generate_series(1, ${size}) n;
  insert into memberships (id, account_id, user_id, developer, team, administrator, managed, external_id, scim_user_name, scim_user_key)
    select 'mbr_${size}_' || n, 'ac_${size}', 'usr_${size}_' || n, 'read-write', 'invite-only', false, true, 'ext' || n,
      n || '@d${size}.example', n || '@d${size}.example'
    from generate_series(1, ${size}) n;`;

function principalOf(size: number): Principal {
  const directory = {
    accountId: `ac_${size}`,
    accountName: 'Account',
    serviceUserId: `svc_${size}`,
    credentialId: `tfp_${size}`,
    name: 'Okta',
    roles: NO_ROLES,
  };
  return { scheme: 'scim_token', username: 'Okta', directory };
}

interface Asked {
  readonly method: string;
  readonly target: string;
  readonly body?: object;
}

/** Sends a request, with a directory of its own as in an invocation. @returns the body, and the time in ms. */
async function send(open: () => ScimDirectory, { method, target, body = {} }: Asked) {
  const before = performance.now();
  const answer = await answerRequest(open(), { method, target: `/scim/v2${target}`, body });
  const ms = performance.now() - before;
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return { ms, body: answer.body as { readonly id: string; readonly totalResults: number } };
}

// With node --expose-gc, after a collection. A process keeps memory that it has freed.
function reportMemory(when: string): void {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const [total, heap] = [rss, heapUsed].map((bytes) => (bytes / 1e6).toFixed(0));
  console.log(`  memory ${when}: ${total} MB, of which objects ${heap} MB`);
}

async function growth(open: () => ScimDirectory): Promise<void> {
  const times: number[] = [];
  const ids: string[] = [];
  const start = performance.now();
  for (let n = 1; n <= USERS; n += 1) {
    const userName = `new${n}@d0.example`;
    const name = { givenName: 'New', familyName: `${n}` };
    const user = { userName, externalId: `new${n}`, name };
    const { ms, body } = await send(open, { method: 'POST', target: '/Users', body: user });
    times.push(ms);
    ids.push(body.id);
    if ([100, 1000, 5000, USERS].includes(n)) reportMemory(`after ${n} users`);
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`${USERS} users one by one: ${seconds.toFixed(1)} s`);
  console.log(`  the first 1,000: ${median(times.slice(0, 1000)).toFixed(2)} ms each`);
  console.log(`  the last 1,000: ${median(times.slice(-1000)).toFixed(2)} ms each`);
  await largeGroup(open, ids);
}

async function largeGroup(open: () => ScimDirectory, ids: readonly string[]): Promise<void> {
  const members = ids.map((value) => ({ value }));
  const group = { displayName: 'Everybody', members };
  const made = await send(open, { method: 'POST', target: '/Groups', body: group });
  const bytes = JSON.stringify(group).length;
  console.log(`a group of ${ids.length} members: ${made.ms.toFixed(0)} ms, ${bytes} bytes`);
  const target = `/Groups/${made.body.id}`;
  const patch = (op: string) => ({ Operations: [{ op, path: 'members', value: members }] });
  const removed = await send(open, { method: 'PATCH', target, body: patch('remove') });
  console.log(`  removed in one PATCH: ${removed.ms.toFixed(0)} ms`);
  const added = await send(open, { method: 'PATCH', target, body: patch('add') });
  console.log(`  added in one PATCH: ${added.ms.toFixed(0)} ms`);
  const one = { Operations: [{ op: 'remove', path: `members[value eq "${ids[5000]}"]` }] };
  const single = await send(open, { method: 'PATCH', target, body: one });
  console.log(`  one of them removed: ${single.ms.toFixed(1)} ms`);
  reportMemory('after the group');
}

type Requests = Readonly<Record<string, () => Asked>>;

function requestsIn(size: number): Requests {
  const any = () => 1 + Math.floor(Math.random() * size);
  const filter = (text: string): Asked => ({
    method: 'GET',
    target: `/Users?filter=${encodeURIComponent(text)}`,
  });
  return {
    'GET by id': () => ({ method: 'GET', target: `/Users/mbr_${size}_${any()}` }),
    'filter by userName': () => filter(`userName eq "${any()}@d${size}.example"`),
    'filter by externalId': () => filter(`externalId eq "ext${any()}"`),
    'filter by work address': () =>
      filter(`emails[type eq "work"].value eq "${any()}@d${size}.example"`),
    PATCH: () => ({
      method: 'PATCH',
      target: `/Users/mbr_${size}_${any()}`,
      body: {
        Operations: [{ op: 'replace', path: 'displayName', value: randomBytes(4).toString('hex') }],
      },
    }),
    'first page': () => ({ method: 'GET', target: '/Users?startIndex=1&count=100' }),
  };
}

/** Measures each request in accounts that take turns. @returns the median times in ms, in the order of the accounts. */
async function inTurns(
  accounts: readonly { readonly open: () => ScimDirectory; readonly requests: Requests }[],
) {
  const medians: Record<string, readonly number[]> = {};
  for (const name of Object.keys(accounts[0]?.requests ?? {})) {
    const times = accounts.map((): number[] => []);
    const runs = name === 'first page' ? RUNS / 10 : RUNS;
    for (let run = 0; run < runs; run += 1) {
      for (const [index, { open, requests }] of accounts.entries()) {
        const asked = requests[name]?.();
        if (asked !== undefined) times[index]?.push((await send(open, asked)).ms);
      }
    }
    medians[name] = times.map(median);
  }
  return medians;
}

// The rows that were just added are written to their tables now, and not during the measurement.
async function writeCheckpoint(superuserUrl: string): Promise<void> {
  const superuser = new Client(superuserUrl);
  await superuser.connect();
  await superuser.query('checkpoint');
  await superuser.end();
}

async function main(): Promise<void> {
  const [first, ...rest] = process.argv.slice(2);
  const isGrowing = first === 'growth';
  const sizes = (isGrowing ? rest : [first, ...rest]).map(Number);
  const folder = makeReachableFolder('bench-scim');
  const postgres = await startPostgres({
    folder: folder.path,
    durable: true,
    settings: [`shared_buffers=${process.env['SHARED_BUFFERS'] ?? '128MB'}`],
  });
  try {
    await migrate(postgres);
    const owner = new Client(postgres.ownerUrl);
    await owner.connect();
    await owner.query(ACCOUNT(0));
    for (const size of sizes) await owner.query(ACCOUNT(size) + MEMBERS(size));
    await owner.query('vacuum analyze');
    await owner.end();
    await writeCheckpoint(postgres.superuserUrl);
    const context = {
      DATABASE_URL: postgres.url,
      DIRECTORY_KEY: randomBytes(32).toString('base64'),
      DOMAIN_NAME: 'localhost:3000',
    } as unknown as Context;
    const opener = (size: number) => () => scimDirectory(context, principalOf(size));
    if (isGrowing) await growth(opener(0));
    const accounts = sizes.map((size) => ({ open: opener(size), requests: requestsIn(size) }));
    console.log(`accounts of ${sizes.join(', ')} members`);
    for (const [name, times] of Object.entries(await inTurns(accounts))) {
      console.log(`  ${name.padEnd(24)} ${times.map((ms) => ms.toFixed(2)).join(' / ')} ms`);
    }
  } finally {
    await closeDatabases();
    await postgres.stop();
    folder.remove();
  }
}

void main();

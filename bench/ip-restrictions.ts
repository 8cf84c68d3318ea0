import { Client } from 'pg';
import { migrate } from '../cli/postgres/migrate';
import { startPostgres } from '../cli/postgres/start-postgres';
import { closeDatabases, databaseAt } from '../lib/directory/database/database';
import { findSession } from '../lib/directory/sessions/find-session';
import { addressIn } from '../test/support/postgres/database';
import { makeReachableFolder } from '../test/support/processes/reachable-folder';
import { median } from './statistics';

// Measures what IP restrictions cost a check of a session: without one, with 10 blocks, and with 100 blocks, among
// 10,000 blocks of 1,000 accounts. docs/adr/0042-ip-restrictions.md has the figures.
//
//   node --import tsx bench/ip-restrictions.ts

const ACCOUNTS = 1000;
const BLOCKS = 10;
/** The number of accounts with 100 blocks. */
const LARGE = 100;
const CHECKS = 400;
const ROUNDS = 15;
const ADDRESS = '10.0.0.7';

/** Each account has one administrator with one session. The first have 10 blocks, the next none, and the last 100. */
const FILL = `
  insert into accounts (id, name) select 'ac_' || n, 'Account ' || n from generate_series(1, ${2 * ACCOUNTS + LARGE}) n;
  insert into users (id, email, email_key, name)
    select 'usr_' || n, n || '@example.com', n || '@example.com', 'User' from generate_series(1, ${2 * ACCOUNTS + LARGE}) n;
  insert into memberships (id, account_id, user_id, developer, team, administrator)
    select 'mbr_' || n, 'ac_' || n, 'usr_' || n, 'read-write', 'manager', true
    from generate_series(1, ${2 * ACCOUNTS + LARGE}) n;
  insert into sessions (id, secret_hash, user_id, account_id, second_factor_due, stepped_up_at, device, expires_at, ends_at)
    select 'ses_' || n, sha256(('secret ' || n)::bytea), 'usr_' || n, 'ac_' || n, false, now(), 'bench',
      now() + interval '1 day', now() + interval '7 days'
    from generate_series(1, ${2 * ACCOUNTS + LARGE}) n;
  insert into ip_rules (account_id, type, block)
    select 'ac_' || n, 'dashboard', ('10.' || block || '.0.0/16')::cidr
    from generate_series(1, ${ACCOUNTS}) n, generate_series(0, ${BLOCKS - 1}) block;
  insert into ip_rules (account_id, type, block)
    select 'ac_' || n, 'dashboard', ('10.' || block || '.0.0/16')::cidr
    from generate_series(${2 * ACCOUNTS + 1}, ${2 * ACCOUNTS + LARGE}) n, generate_series(0, 99) block;
  update accounts set dashboard_ip_mode = 'enforced' where id in (select account_id from ip_rules);`;

type Check = () => Promise<unknown>;

/** Measures the checks in turn, so that a busy moment affects all of them. Returns the median of each in ms. */
async function measure(checks: Readonly<Record<string, Check>>): Promise<Record<string, number>> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, check] of Object.entries(checks)) {
      const own: number[] = [];
      for (let count = 0; count < CHECKS; count += 1) {
        const before = performance.now();
        await check();
        own.push(performance.now() - before);
      }
      // The first round warms up.
      if (round > 0) times[name] = [...(times[name] ?? []), median(own)];
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

async function main(): Promise<void> {
  const folder = makeReachableFolder('bench-ip');
  const postgres = await startPostgres({ folder: folder.path, durable: true });
  try {
    await migrate(postgres);
    const owner = new Client(postgres.ownerUrl);
    await owner.connect();
    await owner.query(FILL);
    await owner.query('vacuum analyze');
    await owner.end();
    const service = { database: databaseAt(addressIn(postgres.url)), rpId: 'localhost' };
    const check = async (user: number, isRestricted = true) => {
      const found = await findSession(service, `secret ${user}`, {
        address: ADDRESS,
        isRestricted,
      });
      if (found?.addressResult !== 'allowed') throw new Error('The session was refused.');
    };
    const oneOf = (first: number, count: number) => first + Math.floor(Math.random() * count);
    const times = await measure({
      'without the check': () => check(oneOf(ACCOUNTS + 1, ACCOUNTS), false),
      'no restriction': () => check(oneOf(ACCOUNTS + 1, ACCOUNTS)),
      '10 blocks': () => check(oneOf(1, ACCOUNTS)),
      '100 blocks': () => check(oneOf(2 * ACCOUNTS + 1, LARGE)),
    });
    const base = times['without the check'] ?? Number.NaN;
    for (const [name, time] of Object.entries(times)) {
      console.log(`${name.padEnd(18)} ${time.toFixed(3)} ms  ${(time / base).toFixed(3)}×`);
    }
  } finally {
    await closeDatabases();
    await postgres.stop();
    folder.remove();
  }
}

void main();

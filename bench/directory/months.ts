import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { deleteEvents } from '../../cli/directory/delete-events';
import { parseDatabaseUrl } from '../../lib/directory/database/database-address';
import { duration, type Goal, table, times } from '../report';
import { median, quantile } from '../statistics';
import type { Case, Database } from './target';

const ROUNDS = 10;
const INSERTS = 1000;
const MOST_OF_UNPARTITIONED = 1.1;
const PAUSE_MS = 2;

/** The figures of the months of an audit log. */
export interface Months {
  readonly lines: readonly string[];
  readonly goals: readonly Goal[];
}

/** Measures inserts into the months and into one table with the same rows, and the deletion of the oldest month. */
export async function measureMonths(cases: readonly Case[]): Promise<Months> {
  const [one] = cases;
  if (one === undefined) return { lines: [], goals: [] };
  const client = new Client(one.database.ownerUrl);
  await client.connect();
  try {
    const inserts = await compareInserts(client);
    const deletion = await measureDeletion(one.database, client);
    return {
      lines: [
        'Inserts of events, one at a time, whose commits are not awaited:',
        '',
        ...table(
          ['table', 'inserts a second'],
          [
            ['a partition for each month', perSecond(inserts.months)],
            ['one table with the same rows and indexes', perSecond(inserts.whole)],
          ],
        ),
        '',
        ...deletion,
      ],
      goals: [
        {
          goal: `audit log: an insert within ${MOST_OF_UNPARTITIONED}× of one without partitions`,
          measured: times(inserts.ratio),
          reached: inserts.ratio <= MOST_OF_UNPARTITIONED,
        },
      ],
    };
  } finally {
    await client.end();
  }
}

function perSecond(milliseconds: readonly number[]): string {
  return Math.round(INSERTS / (median(milliseconds) / 1e3)).toLocaleString('en');
}

async function compareInserts(client: Client) {
  await copyTable(client);
  await client.query('set synchronous_commit = off');
  const months: number[] = [];
  const whole: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const [one, other] = [await insertMs(client, 'events'), await insertMs(client, 'whole_events')];
    if (round < 0) continue;
    months.push(one);
    whole.push(other);
  }
  const ratio = median(months.map((one, round) => one / (whole[round] ?? 0)));
  return { months, whole, ratio };
}

/** Copies the log into a table without partitions, unless a kept database has it. */
async function copyTable(client: Client): Promise<void> {
  const { rows } = await client.query(`select to_regclass('whole_events') is not null as exists`);
  if (rows[0]?.exists === true) return;
  await client.query(`set maintenance_work_mem = '512MB'`);
  await client.query(
    'create table whole_events (like events including defaults including identity)',
  );
  await client.query('insert into whole_events overriding system value select * from events');
  await client.query(
    `select setval(pg_get_serial_sequence('whole_events', 'seq'), max(seq)) from events`,
  );
  await client.query('alter table whole_events add primary key (id, at)');
  for (const columns of ['', 'type, ', 'principal_id, ', 'object_id, ']) {
    await client.query(`create index on whole_events (account_id, ${columns}at, seq)`);
  }
  await client.query('alter table whole_events add foreign key (account_id) references accounts');
  await client.query('vacuum analyze whole_events');
}

async function insertMs(client: Client, name: string): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < INSERTS; index += 1) {
    await client.query({
      name: `insert into ${name}`,
      text: `insert into ${name} (account_id, type, principal_type, principal_id, principal_name, credential_id,
          source, object_type, object_id, object, request_id)
        select id, 'login_succeeded', 'user', $1, $2, 'ses_1', 'session', 'membership', $3,
          '{"roles": {"team": "read-only"}}', 'req_bench' from (select id from accounts order by id limit 1) a`,
      values: [`usr_${index}`, `user-${index}@example.com`, `mbr_${index % 997}`],
    });
  }
  return performance.now() - start;
}

/** Deletes the oldest month while another client inserts events and one reads an account, as each check does. */
async function measureDeletion(
  { url, ownerUrl }: Database,
  client: Client,
): Promise<readonly string[]> {
  const { rows } = await client.query(`select name, ends_at,
      (xpath('/row/c/text()', query_to_xml('select count(*) as c from ' || name, false, true, '')))[1]::text::int as events
    from event_partitions() where ends_at < now() - interval '31 days' order by ends_at limit 1`);
  const [month] = rows;
  if (month === undefined) return [];
  const days = Math.floor((Date.now() - month.ends_at.getTime()) / 86_400_000);
  const watches = [
    await watch(url, 'select id from accounts limit 1'),
    await watch(
      ownerUrl,
      `insert into events (account_id, type, principal_type, source, object_type, object, request_id)
      select id, 'login_succeeded', 'user', 'session', 'user', '{}', 'req_bench' from accounts limit 1`,
    ),
  ];
  await sleep(1000);
  const start = performance.now();
  await deleteEvents({ ownerAddress: () => addressOf(ownerUrl) }, days);
  const took = performance.now() - start;
  const [reads = [], inserts = []] = await Promise.all(watches.map(({ end }) => end()));
  const row = (name: string, figures: readonly number[]) => [
    name,
    duration(quantile(figures, 0.5) * 1e6),
    duration(Math.max(...figures) * 1e6),
  ];
  return [
    `The deletion of the oldest month with ${month.events.toLocaleString('en')} events takes ${duration(took * 1e6)}. Meanwhile:`,
    '',
    ...table(
      ['statement', 'p50', 'slowest'],
      [row('reads an account', reads), row('inserts an event', inserts)],
    ),
  ];
}

function addressOf(url: string) {
  const address = parseDatabaseUrl(url);
  if ('problem' in address) throw new Error(address.problem);
  return address;
}

/** Runs a statement again and again. `end` returns the milliseconds of each. */
async function watch(url: string, statement: string) {
  const client = new Client(url);
  await client.connect();
  const figures: number[] = [];
  let isEnding = false;
  const running = (async () => {
    while (!isEnding) {
      const start = performance.now();
      await client.query(statement);
      figures.push(performance.now() - start);
      await sleep(PAUSE_MS);
    }
    await client.end();
    return figures;
  })();
  return {
    end() {
      isEnding = true;
      return running;
    },
  };
}

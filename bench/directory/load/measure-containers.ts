import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startPgBouncer } from '../../../test/support/postgres/pgbouncer';
import { runTask } from '../run-task';
import type { Case } from '../target';
import type { LoadResult } from '../tasks';
import { type LoadOptions, poolSizeOf } from './options';

/** The highest figures of PgBouncer during a measurement. */
export interface PoolerFigures {
  readonly clients: number;
  readonly servers: number;
  /** The longest wait of a client for a connection to the database, in milliseconds. */
  readonly waitMs: number;
}

/** The results of all containers of one target. */
export interface MeasuredContainers {
  readonly one: Case;
  readonly containers: readonly LoadResult[];
  readonly pooler: PoolerFigures;
}

// Containers start one after another. If all started at once, the measurement would begin with the machine's
// slowest seconds, and a connection would take longer than its limit of two seconds.
const START_MS = 1000;
const WARM_UP_MS = 5000;

/**
 * Runs containers at once, each in a separate process, behind one PgBouncer in transaction mode.
 *
 * @param stop - ends all of them early.
 */
export async function measureContainers(
  one: Case,
  options: LoadOptions,
  stop: AbortSignal,
): Promise<MeasuredContainers> {
  const { containers: count, seconds, rate } = options;
  const pooler = await startPgBouncer(one.database, { poolSize: poolSizeOf(options) });
  const ending = new AbortController();
  const ended = AbortSignal.any([stop, ending.signal]);
  setMaxListeners(count + 2, ended);
  const behind: Case = { ...one, database: { url: pooler.url, ownerUrl: pooler.ownerUrl } };
  const plan = {
    beginsAt: Date.now() + count * START_MS + WARM_UP_MS,
    warmUpMs: WARM_UP_MS / 2,
    seconds,
    pauseMs: rate === undefined ? 0 : (count / rate) * 1000,
  };
  try {
    const running = Promise.all(
      Array.from({ length: count }, async (_, index) => {
        await sleep(index * START_MS, undefined, { signal: ended });
        return runTask<LoadResult>(behind, { kind: 'load', plan }, (child) =>
          ended.addEventListener('abort', () => child.kill()),
        );
      }),
    ).finally(() => ending.abort());
    const [outcomes, figures] = await Promise.all([running, watchPooler(pooler.consoleUrl, ended)]);
    return { one, containers: outcomes.map(({ result }) => result), pooler: figures };
  } finally {
    // If one part fails, the others end.
    ending.abort();
    await pooler.close();
  }
}

interface PoolRow {
  readonly database: string;
  readonly cl_active: string;
  readonly cl_waiting: string;
  readonly sv_active: string;
  readonly sv_idle: string;
  readonly sv_used: string;
  readonly sv_tested: string;
  readonly sv_login: string;
  readonly maxwait: string;
  readonly maxwait_us: string;
}

const SAMPLE_MS = 500;

async function watchPooler(consoleUrl: string, ended: AbortSignal): Promise<PoolerFigures> {
  const client = new Client(consoleUrl);
  client.on('error', () => undefined);
  await client.connect();
  let highest: PoolerFigures = { clients: 0, servers: 0, waitMs: 0 };
  while (!ended.aborted) {
    const { rows } = await client.query<PoolRow>('show pools');
    const pools = rows.filter(({ database }) => database !== 'pgbouncer');
    const sum = (...names: readonly (keyof PoolRow)[]) =>
      pools.reduce((total, row) => names.reduce((of, name) => of + Number(row[name]), total), 0);
    const waits = pools.map(
      ({ maxwait, maxwait_us }) => Number(maxwait) * 1000 + Number(maxwait_us) / 1000,
    );
    highest = {
      clients: Math.max(highest.clients, sum('cl_active', 'cl_waiting')),
      servers: Math.max(
        highest.servers,
        sum('sv_active', 'sv_idle', 'sv_used', 'sv_tested', 'sv_login'),
      ),
      waitMs: Math.max(highest.waitMs, ...waits),
    };
    await sleep(SAMPLE_MS, undefined, { signal: ended }).catch(() => undefined);
  }
  await client.end();
  return highest;
}

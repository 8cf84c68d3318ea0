import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '../postgres/database';
import { type PgBouncer, startPgBouncer } from '../postgres/pgbouncer';
import { type Relay, startRelay, via } from '../postgres/relay';
import {
  type ReplicatedOptions,
  type ReplicatedPostgres,
  startReplicatedPostgres,
} from '../postgres/replicated-postgres';
import { startBuiltContainer } from '../services/container';
import type { Caller } from './directory';
import { countDone, startOutageLoad } from './outage-load';
import { countAnswers, findChanges } from './service-users';

/** What callers got during an outage, and what the database has after it. */
export interface OutageFigures {
  /** The number of each response, as in `{ 200: 40, '503 UNAVAILABLE': 2 }`. */
  readonly answers: Readonly<Record<string, number>>;
  /** The number of calls that got neither their answer nor 503. */
  readonly wrong: number;
  /** Changes with status 200 that the database does not have. */
  readonly lost: number;
  /** Changes without their event, or events without their change. */
  readonly half: number;
  /** The milliseconds from the end of the outage until the first change. */
  readonly backMs: number;
  /** The milliseconds of the slowest call. */
  readonly slowestMs: number;
}

/** The servers: a PgBouncer, a network, a primary and its standby. */
interface Servers {
  readonly postgres: ReplicatedPostgres;
  readonly network: Relay;
  readonly pooler: PgBouncer;
}

type Outage = (servers: Servers) => Promise<void>;

const SILENCE_MS = 4000;

/** Outages of a primary with a standby behind PgBouncer. Each ends when the database can be used again. */
export const OUTAGES = {
  'the primary is killed, and the standby is promoted': async ({ postgres, pooler }) => {
    await postgres.crashPrimary();
    await pooler.connectTo(await postgres.promote());
  },
  'the primary is stopped, and the standby is promoted': async ({ postgres, pooler }) => {
    await postgres.stopPrimary();
    await pooler.connectTo(await postgres.promote());
  },
  'the standby restarts, and then the primary': async ({ postgres }) => {
    await postgres.restartStandby();
    await postgres.restartPrimary();
  },
  'the network between the pooler and the primary is silent': async ({ network }) => {
    network.mute();
    await sleep(SILENCE_MS);
    network.unmute();
  },
} as const satisfies Record<string, Outage>;

/** An outage for which {@link ReplicatedOptions.diskMb} is necessary. */
export const DISK_FULL: Outage = async ({ postgres }) => {
  const free = postgres.fillDisk();
  await sleep(SILENCE_MS);
  free();
  // Postgres may have ended because it could not write its log.
  await postgres.restartPrimary();
};

const LATEST_BACK_MS = 40_000;
// The number of changes before the outage, and again after it.
const ENOUGH = 30;

// The guard's own 503 has no code, and the invitation of the calls does not exist.
const RIGHT = ['200', '503', '503 UNAVAILABLE', '400 LINK_INVALID'];

const countWrong = (answers: OutageFigures['answers']) =>
  Object.entries(answers).reduce(
    (sum, [answer, count]) => (RIGHT.includes(answer) ? sum : sum + count),
    0,
  );

/** The service on the database before an outage. */
export interface OutageService {
  readonly variables: Readonly<Record<string, string>>;
  /** An administrator with a session. */
  readonly admin: Pick<Caller, 'cookies' | 'apiKey'>;
}

/**
 * Causes an outage while callers make changes, and finds out what became of them.
 *
 * @param addService - adds an account and an administrator to the empty database.
 */
export async function measureOutage(
  outage: Outage,
  addService: (database: TestDatabase) => Promise<OutageService>,
  options?: ReplicatedOptions,
): Promise<OutageFigures> {
  const postgres = await startReplicatedPostgres(options);
  const network = await startRelay(postgres.port);
  const pooler = await startPgBouncer({
    url: via(network, postgres.database.url),
    ownerUrl: via(network, postgres.database.ownerUrl),
  });
  const { variables, admin } = await addService(postgres.database);
  const container = await startBuiltContainer({ ...variables, DATABASE_URL: pooler.url });
  const load = startOutageLoad(container, admin);
  const untilMore = async (count: number) => {
    const before = countDone(load.changes);
    const endsAt = performance.now() + LATEST_BACK_MS;
    while (countDone(load.changes) < before + count) {
      if (performance.now() > endsAt) {
        throw new Error(`No change succeeds: ${JSON.stringify(countAnswers(load.changes))}`);
      }
      await sleep(1);
    }
  };
  try {
    await untilMore(ENOUGH);
    await outage({ postgres, network, pooler });
    const backAt = performance.now();
    await untilMore(1);
    const backMs = performance.now() - backAt;
    await untilMore(ENOUGH);
    await load.stop();
    const answers = [...load.changes, ...load.others];
    const { lost, half } = await findChanges(postgres, load.changes);
    const slowestMs = Math.max(...answers.map(({ ms }) => ms));
    const counted = countAnswers(answers);
    return { answers: counted, wrong: countWrong(counted), lost, half, backMs, slowestMs };
  } finally {
    await load.stop();
    await container.stop();
    await pooler.close();
    await network.close();
    await postgres.close();
  }
}

import { startRelay, via } from '../../test/support/postgres/relay';
import { duration, type Section, table } from '../report';
import { median } from '../statistics';
import { latencyGoals } from './goals';
import type { DirectoryLoadProfile } from './load-profile';
import { type Measured, measureAll } from './measured';
import type { Case } from './target';
import { type ChangesResult, type ChecksResult, NAMES, type SignInResult } from './tasks';

/** The results of all targets behind a relay that delays the database's answers. */
export interface DelayedRows {
  readonly delayMs: number;
  readonly checks: readonly Measured<ChecksResult>[];
  readonly signIns: readonly Measured<SignInResult>[];
  readonly changes: readonly Measured<ChangesResult>[];
}

/** Measures checks, sign-ins and changes with a database that is some milliseconds away. */
export async function latency(
  cases: readonly Case[],
  profile: DirectoryLoadProfile,
  delays: readonly number[],
): Promise<Section> {
  const [{ users: least = 0 } = {}] = cases;
  const few = cases.filter(({ target, users }) => target.loadingOnly !== true && users === least);
  const measured: DelayedRows[] = [];
  for (const delayMs of delays) measured.push(await measureDelayed(few, profile, delayMs));
  return {
    title: 'Distance',
    lines: [
      'Each answer of the database is delayed. p50, and for sign-ins the median time in addition to the hash:',
      '',
      ...table(
        ['implementation', 'delay', 'session', 'token', 'sign-in', ...NAMES],
        measured.flatMap((rows) => rows.checks.map((row, index) => cells(rows, row, index))),
      ),
    ],
    goals: measured.flatMap(latencyGoals),
  };
}

async function measureDelayed(
  cases: readonly Case[],
  { delayedRounds, delayedRequests }: DirectoryLoadProfile,
  delayMs: number,
): Promise<DelayedRows> {
  const relays = new Map<string, Awaited<ReturnType<typeof startRelay>>>();
  const delayed: Case[] = [];
  for (const one of cases) {
    const { url, ownerUrl } = one.database;
    const { port } = new URL(url);
    const relay = relays.get(port) ?? (await startRelay(Number(port)));
    relay.delay(delayMs);
    relays.set(port, relay);
    delayed.push({ ...one, database: { url: via(relay, url), ownerUrl: via(relay, ownerUrl) } });
  }
  const load = { requests: delayedRequests, warmUp: Math.ceil(delayedRequests / 2) };
  const changing = delayed.filter(({ target }) => target.side !== 'floor');
  try {
    return {
      delayMs,
      checks: await measureAll(delayed, delayedRounds, { kind: 'checks', ...load }),
      signIns: await measureAll(delayed, delayedRounds, {
        kind: 'sign-in',
        requests: Math.ceil(delayedRequests / 4),
        warmUp: 3,
      }),
      changes: await measureAll(changing, delayedRounds, { kind: 'changes', ...load }),
    };
  } finally {
    for (const relay of relays.values()) await relay.close();
  }
}

function cells(
  { delayMs, signIns, changes }: DelayedRows,
  { one, rounds }: Measured<ChecksResult>,
  index: number,
): readonly string[] {
  const changed = changes.find((row) => row.one.target === one.target);
  // The floor does almost nothing beyond its hash.
  const signedIn = one.target.side === 'floor' ? [] : (signIns[index]?.rounds ?? []);
  return [
    one.target.name,
    `${delayMs} ms`,
    duration(median(rounds.map(({ result }) => result.session.one.p50))),
    duration(median(rounds.map(({ result }) => result.token.one.p50))),
    signedIn.length === 0 ? '—' : duration(median(signedIn.map(({ result }) => result.beyondHash))),
    ...NAMES.map((name) => {
      const figures = changed?.rounds.flatMap(({ result }) => result[name]?.p50 ?? []) ?? [];
      return figures.length === 0 ? '—' : duration(median(figures));
    }),
  ];
}

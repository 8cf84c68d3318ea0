import { type Aim, times, usersOf } from '../report';
import { median } from '../statistics';
import type { Measured } from './measured';
import type { Contestant } from './target';
import type { ChecksResult, EventsResult, Kind, RoundTripsResult, SignInResult } from './tasks';

const MOST_OF_PEER = 0.5;
const MOST_OF_FEW_USERS = 1.2;
const MOST_OF_HASH = 1.1;
const MOST_OF_FIRST_PAGE = 1.2;
const MOST_START_MS = 120;
const MOST_BYTES = 70e6;

/** Checks take at most half of the faster peer's time, and hardly more with many users than with few. */
export function checksAims(rows: readonly Measured<ChecksResult>[]): readonly Aim[] {
  return (['session', 'token'] as const).flatMap((kind) => {
    const p50 = (result: ChecksResult) => result[kind].one.p50;
    return [...besidePeers(rows, kind, p50), ...besideFewUsers(rows, `check of a ${kind}`, p50)];
  });
}

/** Signing in takes hardly longer than the hash of the password. */
export function signInAims(rows: readonly Measured<SignInResult>[]): readonly Aim[] {
  const beside = kitsOf(rows).map(({ one: { users }, rounds }) => ({
    aim: `sign-in, ${usersOf(users)}: at most ${MOST_OF_HASH}× its bare hash`,
    ...atMost(MOST_OF_HASH, median(rounds.map(({ result }) => result.ratio))),
  }));
  return [...beside, ...besideFewUsers(rows, 'sign-in', ({ signIn }) => signIn.p50)];
}

/** Each check is one round trip. */
export function roundTripsAims(rows: readonly Measured<RoundTripsResult>[]): readonly Aim[] {
  return kitsOf(rows).flatMap(({ rounds }) =>
    rounds.flatMap(({ result }) =>
      (['session', 'token'] as const).map((kind) => ({
        aim: `check of a ${kind}: one round trip`,
        measured: String(result[kind].roundTrips),
        reached: result[kind].roundTrips === 1,
      })),
    ),
  );
}

/** What a contestant adds to a process. */
export interface Added {
  readonly contestant: Contestant;
  readonly readyMs: number;
  readonly loadedBytes: number;
}

/** Loading is quick and small. */
export function coldStartAims(rows: readonly Added[]): readonly Aim[] {
  return rows
    .filter(({ contestant }) => contestant.side === 'kit')
    .flatMap(({ readyMs, loadedBytes }) => [
      {
        aim: `the directory is loaded within ${MOST_START_MS} ms`,
        measured: `${readyMs.toFixed(1)} ms`,
        reached: readyMs <= MOST_START_MS,
      },
      {
        aim: `the directory takes at most ${MOST_BYTES / 1e6} MB`,
        measured: `${(loadedBytes / 1e6).toFixed(1)} MB`,
        reached: loadedBytes <= MOST_BYTES,
      },
    ]);
}

/** A page takes the same time wherever it lies. */
export function eventsAims(rows: readonly Measured<EventsResult>[]): readonly Aim[] {
  return kitsOf(rows).map((row) => {
    const [first = 0, ...deeper] = pagesOf(row);
    return {
      aim: `log of events: no page over ${MOST_OF_FIRST_PAGE}× the first`,
      ...atMost(MOST_OF_FIRST_PAGE, Math.max(...deeper) / first),
    };
  });
}

/** The p50 of each page that was read. */
export function pagesOf({ rounds }: Measured<EventsResult>): readonly number[] {
  const pages = rounds[0]?.result ?? [];
  return pages.map((_, page) => median(rounds.map(({ result }) => result[page]?.p50 ?? 0)));
}

type Read<T> = (result: T) => number;

function besidePeers<T>(rows: readonly Measured<T>[], kind: Kind, read: Read<T>): readonly Aim[] {
  return kitsOf(rows).flatMap((kit) => {
    const peers = rows.filter(
      ({ one: { contestant, users } }) => contestant.side === 'peer' && users === kit.one.users,
    );
    const ratios = peers.map((peer) => ratio(kit, peer, read));
    if (ratios.length === 0) return [];
    const aim = `check of a ${kind}, ${usersOf(kit.one.users)}: at most ${MOST_OF_PEER}× the fastest peer`;
    return [{ aim, ...atMost(MOST_OF_PEER, Math.max(...ratios)) }];
  });
}

function besideFewUsers<T>(
  rows: readonly Measured<T>[],
  what: string,
  read: Read<T>,
): readonly Aim[] {
  const [few, ...more] = kitsOf(rows).toSorted((one, other) => one.one.users - other.one.users);
  if (few === undefined) return [];
  return more.map((many) => ({
    aim: `${what}: ${usersOf(many.one.users)} within ${MOST_OF_FEW_USERS}× of ${usersOf(few.one.users)}`,
    ...atMost(MOST_OF_FEW_USERS, ratio(many, few, read)),
  }));
}

function kitsOf<T>(rows: readonly Measured<T>[]): readonly Measured<T>[] {
  return rows.filter(({ one }) => one.contestant.side === 'kit');
}

// Round by round, so that a busy machine disturbs both alike.
function ratio<T>(one: Measured<T>, other: Measured<T>, read: Read<T>): number {
  return median(
    one.rounds.map(({ result }, round) => {
      const beside = other.rounds[round];
      return beside === undefined ? Number.NaN : read(result) / read(beside.result);
    }),
  );
}

function atMost(limit: number, measured: number) {
  return { measured: times(measured), reached: measured <= limit };
}

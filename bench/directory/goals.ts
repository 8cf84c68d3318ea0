import { duration, type Goal, times, usersOf } from '../report';
import { median } from '../statistics';
import type { DelayedRows } from './latency';
import type { Measured } from './measured';
import type { Target } from './target';
import type {
  ChangeName,
  ChecksResult,
  Kind,
  ReadsResult,
  RoundTripsResult,
  SignInResult,
} from './tasks';

const MOST_OF_PEER = 0.5;
const MOST_OF_FEW_USERS = 1.2;
const MOST_OF_HASH = 1.1;
const MOST_OF_FIRST_PAGE = 1.2;
const MOST_START_MS = 120;
const MOST_BYTES = 70e6;

/** Returns the goals of checks: half the time of the faster peer, and little growth with many users. */
export function checksGoals(rows: readonly Measured<ChecksResult>[]): readonly Goal[] {
  return (['session', 'token'] as const).flatMap((kind) => {
    const p50 = (result: ChecksResult) => result[kind].one.p50;
    return [
      ...comparedWithPeers(rows, kind, p50),
      ...comparedWithFewUsers(rows, `check of a ${kind}`, p50),
    ];
  });
}

/** Returns the goals of sign-ins: hardly slower than the password hash. */
export function signInGoals(rows: readonly Measured<SignInResult>[]): readonly Goal[] {
  const comparedWithHash = libraryRowsOf(rows).map(({ one: { users }, rounds }) => ({
    goal: `sign-in, ${usersOf(users)}: at most ${MOST_OF_HASH}× its bare hash`,
    ...atMost(MOST_OF_HASH, median(rounds.map(({ result }) => result.ratio))),
  }));
  return [
    ...comparedWithHash,
    ...comparedWithFewUsers(rows, 'sign-in', ({ signIn }) => signIn.p50),
  ];
}

/** Returns the goals of round trips: one for each check. */
export function roundTripsGoals(rows: readonly Measured<RoundTripsResult>[]): readonly Goal[] {
  return libraryRowsOf(rows).flatMap(({ rounds }) =>
    rounds.flatMap(({ result }) =>
      (['session', 'token'] as const).map((kind) => ({
        goal: `check of a ${kind}: one round trip`,
        measured: String(result[kind].roundTrips),
        reached: result[kind].roundTrips === 1,
      })),
    ),
  );
}

/** The time and memory that a target adds to a process. */
export interface Added {
  readonly target: Target;
  readonly readyMs: number;
  readonly loadedBytes: number;
}

/** Returns the goals of loading: little time and little memory. */
export function coldStartGoals(rows: readonly Added[]): readonly Goal[] {
  return rows
    .filter(({ target }) => target.side === 'this-library')
    .flatMap(({ readyMs, loadedBytes }) => [
      {
        goal: `the directory is loaded within ${MOST_START_MS} ms`,
        measured: `${readyMs.toFixed(1)} ms`,
        reached: readyMs <= MOST_START_MS,
      },
      {
        goal: `the directory takes at most ${MOST_BYTES / 1e6} MB`,
        measured: `${(loadedBytes / 1e6).toFixed(1)} MB`,
        reached: loadedBytes <= MOST_BYTES,
      },
    ]);
}

/** Returns the goal of the audit log: the same time for every page. */
export function eventsGoals(rows: readonly Measured<ReadsResult>[]): readonly Goal[] {
  return libraryRowsOf(rows).map((row) => {
    const [first = 0, ...deeper] = readsOf(row);
    return {
      goal: `audit log: no page over ${MOST_OF_FIRST_PAGE}× the first`,
      ...atMost(MOST_OF_FIRST_PAGE, Math.max(...deeper) / first),
    };
  });
}

/** Returns the p50 of each read. */
export function readsOf({ rounds }: Measured<ReadsResult>): readonly number[] {
  const reads = rounds[0]?.result ?? [];
  return reads.map((_, index) => median(rounds.map(({ result }) => result[index]?.p50 ?? 0)));
}

const MOST_OF_DISTANT_PEER = 0.6;
const MOST_CHANGE_MS = 100;

/**
 * Returns the goals of a database that is 20 ms away, compared with the default setup of the peer. A nearer
 * database has none.
 */
export function latencyGoals({ delayMs, checks, signIns, changes }: DelayedRows): readonly Goal[] {
  if (delayMs !== 20) return [];
  const away = `${delayMs} ms away`;
  const isDefault = ({ one: { target } }: Measured<unknown>) =>
    target.side === 'peer' && target.variant === undefined;
  const compared = <T>(rows: readonly Measured<T>[], read: Read<T>) =>
    libraryRowsOf(rows).flatMap((library) =>
      rows.filter(isDefault).map((peer) => ratio(library, peer, read)),
    );
  return [
    ...compared(checks, ({ session }) => session.one.p50).map((measured) => ({
      goal: `check of a session, ${away}: at most ${MOST_OF_DISTANT_PEER}× better-auth`,
      ...atMost(MOST_OF_DISTANT_PEER, measured),
    })),
    ...compared(signIns, ({ beyondHash }) => beyondHash).map((measured) => ({
      goal: `sign-in without its hash, ${away}: at most better-auth's`,
      ...atMost(1, measured),
    })),
    ...libraryRowsOf(changes).flatMap(({ rounds }) =>
      Object.keys(rounds[0]?.result ?? {}).map((name) => {
        const p50 = median(rounds.map(({ result }) => result[name as ChangeName]?.p50 ?? 0));
        const goal = `${name}, ${away}: within ${MOST_CHANGE_MS} ms`;
        return { goal, measured: duration(p50), reached: p50 <= MOST_CHANGE_MS * 1e6 };
      }),
    ),
  ];
}

type Read<T> = (result: T) => number;

function comparedWithPeers<T>(
  rows: readonly Measured<T>[],
  kind: Kind,
  read: Read<T>,
): readonly Goal[] {
  return libraryRowsOf(rows).flatMap((library) => {
    const peers = rows.filter(
      ({ one: { target, users } }) => target.side === 'peer' && users === library.one.users,
    );
    const ratios = peers.map((peer) => ratio(library, peer, read));
    if (ratios.length === 0) return [];
    const goal = `check of a ${kind}, ${usersOf(library.one.users)}: at most ${MOST_OF_PEER}× the fastest peer`;
    return [{ goal, ...atMost(MOST_OF_PEER, Math.max(...ratios)) }];
  });
}

function comparedWithFewUsers<T>(
  rows: readonly Measured<T>[],
  what: string,
  read: Read<T>,
): readonly Goal[] {
  const [few, ...more] = libraryRowsOf(rows).toSorted(
    (one, other) => one.one.users - other.one.users,
  );
  if (few === undefined) return [];
  return more.map((many) => ({
    goal: `${what}: ${usersOf(many.one.users)} within ${MOST_OF_FEW_USERS}× of ${usersOf(few.one.users)}`,
    ...atMost(MOST_OF_FEW_USERS, ratio(many, few, read)),
  }));
}

function libraryRowsOf<T>(rows: readonly Measured<T>[]): readonly Measured<T>[] {
  return rows.filter(({ one }) => one.target.side === 'this-library');
}

// The ratio is computed round by round, so that a busy machine affects both equally.
function ratio<T>(one: Measured<T>, other: Measured<T>, read: Read<T>): number {
  return median(
    one.rounds.map(({ result }, round) => {
      const compared = other.rounds[round];
      return compared === undefined ? Number.NaN : read(result) / read(compared.result);
    }),
  );
}

function atMost(limit: number, measured: number) {
  return { measured: times(measured), reached: measured <= limit };
}

import { type Section, table } from '../report';
import { median } from '../statistics';
import { coldStartGoals } from './goals';
import type { DirectoryLoadProfile } from './load-profile';
import { type Measured, measureAll } from './measured';
import type { Case } from './target';
import type { ColdStartResult } from './tasks';

/** Measures the start time and memory that loading adds to an empty process. */
export async function coldStart(
  cases: readonly Case[],
  profile: DirectoryLoadProfile,
): Promise<Section> {
  const [some] = cases;
  if (some === undefined) throw new Error('At least one target is required.');
  const few = cases.filter(({ users }) => users === some.users);
  const nothing: Case = { ...some, target: { ...some.target, child: 'bare-child' } };
  const [bare, ...rows] = await measureAll<ColdStartResult>(
    [nothing, ...few],
    profile.startRounds,
    {
      kind: 'cold-start',
    },
  );
  if (bare === undefined) throw new Error('The empty process has no result.');
  const added = rows.map((row) => ({ target: row.one.target, ...addedBy(row, bare) }));
  const alone = `An empty process is ready after ${ms(middleMs(bare, 0))}`;
  return {
    title: 'Cold start and memory',
    lines: [
      `${alone} with ${mb(median(bare.rounds.map(({ result }) => result.loaded)))}. The table shows the median increase:`,
      '',
      ...table(
        [
          'implementation',
          'ready to answer',
          'first check answered',
          'memory',
          'after the first check',
        ],
        added.map((row) => [
          row.target.name,
          ms(row.readyMs),
          ms(row.answeredMs),
          mb(row.loadedBytes),
          mb(row.answeredBytes),
        ]),
      ),
    ],
    goals: coldStartGoals(added),
  };
}

type Row = Measured<ColdStartResult>;

// The increase is computed round by round, so that a busy machine affects both equally.
function addedBy(row: Row, bare: Row) {
  const beyond = (pick: (round: Row['rounds'][number]) => number | undefined) =>
    median(row.rounds.map((round, index) => (pick(round) ?? 0) - (pickOf(bare, index, pick) ?? 0)));
  return {
    readyMs: beyond(({ readyMs }) => readyMs[0]),
    answeredMs: beyond(({ readyMs }) => readyMs[1]),
    loadedBytes: beyond(({ result }) => result.loaded),
    answeredBytes: beyond(({ result }) => result.answered),
  };
}

function pickOf<T>(row: Row, index: number, pick: (round: Row['rounds'][number]) => T) {
  const round = row.rounds[index];
  return round === undefined ? undefined : pick(round);
}

function middleMs({ rounds }: Row, index: number): number {
  return median(rounds.map(({ readyMs }) => readyMs[index] ?? 0));
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

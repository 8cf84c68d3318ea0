import { type Section, table } from '../report';
import { median } from '../statistics';
import { coldStartAims } from './goals';
import type { DirectoryEffort } from './load-profile';
import { type Measured, measureAll } from './measured';
import type { Case } from './target';
import type { ColdStartResult } from './tasks';

/** What loading adds to the start of a process and to its memory, beyond a process with nothing in it. */
export async function coldStart(cases: readonly Case[], effort: DirectoryEffort): Promise<Section> {
  const [some] = cases;
  if (some === undefined) throw new Error('There is nobody to measure.');
  const few = cases.filter(({ users }) => users === some.users);
  const nothing: Case = { ...some, contestant: { ...some.contestant, child: 'bare-child' } };
  const [bare, ...rows] = await measureAll<ColdStartResult>([nothing, ...few], effort.startRounds, {
    kind: 'cold-start',
  });
  if (bare === undefined) throw new Error('There is nothing to compare with.');
  const added = rows.map((row) => ({ contestant: row.one.contestant, ...addedBy(row, bare) }));
  const alone = `A process with nothing in it is ready after ${ms(middleMs(bare, 0))}`;
  return {
    title: 'Cold start and memory',
    lines: [
      `${alone} with ${mb(median(bare.rounds.map(({ result }) => result.loaded)))}. What is added to that, round by round:`,
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
          row.contestant.name,
          ms(row.readyMs),
          ms(row.answeredMs),
          mb(row.loadedBytes),
          mb(row.answeredBytes),
        ]),
      ),
    ],
    aims: coldStartAims(added),
  };
}

type Row = Measured<ColdStartResult>;

// Round by round, so that a busy machine disturbs both alike.
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

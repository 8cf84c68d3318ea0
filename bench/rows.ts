import { runChild } from './child';
import { SCENARIOS, type ScenarioName } from './peers/index';
import { duration, type Effort, table, times } from './report';
import { median, shuffled } from './statistics';
import { ALL_SIZES, type Case, type Contestant, type Figures, type Scenario } from './target';

/** One row of a table: a contestant with a number of users, and the figures of its rounds. */
export interface Row {
  readonly contestant: Contestant;
  readonly size: number;
  readonly rounds: Figures[];
}

/** Measures all contestants of a scenario, one process each, in random order, round by round. */
export async function measureRows(name: ScenarioName, { quick }: Effort): Promise<readonly Row[]> {
  const rounds = quick ? 1 : 7;
  const milliseconds = quick ? 10 : 50;
  const { contestants }: Scenario = SCENARIOS[name];
  const rows: readonly Row[] = contestants.flatMap((contestant) =>
    (contestant.sizes ?? ALL_SIZES).map((size) => ({ contestant, size, rounds: [] })),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const row of shuffled(rows)) {
      const { contestant, size } = row;
      if (round > 0 && size >= (contestant.onceFrom ?? Number.POSITIVE_INFINITY)) continue;
      row.rounds.push(await runChild('decisions-child', name, contestant.name, size, milliseconds));
    }
  }
  return rows;
}

/** The rows as a table, with a column for each kind of caller. */
export function rowsTable(name: ScenarioName, rows: readonly Row[], counted: string): string[] {
  const { cases, headings }: Scenario = SCENARIOS[name];
  return table(
    ['implementation', counted, ...cases.map((kind) => headings[kind] ?? kind)],
    rows.map(({ contestant, size, rounds }) => [
      contestant.name,
      size.toLocaleString('en'),
      ...cases.map((kind) => duration(middle(rounds, kind))),
    ]),
  );
}

/** The rounds of one contestant, known by its name, with that many users. */
export function roundsOf(
  rows: readonly Row[],
  { name }: Contestant,
  size: number,
): readonly Figures[] {
  return rows.find((row) => row.contestant.name === name && row.size === size)?.rounds ?? [];
}

export function middle(rounds: readonly Figures[], kind: Case): number | undefined {
  const figures = rounds.map((round) => round[kind]).filter((figure) => figure !== undefined);
  return figures.length === 0 ? undefined : median(figures);
}

/** One contestant beside another, round by round, so that a busy machine disturbs both alike. */
export function ratio(one: readonly Figures[], other: readonly Figures[], kind: Case): number {
  return median(one.map((figures, round) => (figures[kind] ?? 0) / (other[round]?.[kind] ?? 0)));
}

/** An aim that a ratio is to stay under. */
export function atMost(limit: number, measured: number, aim: string) {
  return { aim, measured: times(measured), reached: measured <= limit };
}

import { runChild } from './child';
import { SCENARIOS, type ScenarioName } from './peers/index';
import { duration, type LoadProfile, table, times } from './report';
import { median, shuffled } from './statistics';
import { ALL_SIZES, type Case, type Figures, type Scenario, type Target } from './target';

/** A row of a table: a target with a number of users, and the figures of its rounds. */
export interface Row {
  readonly target: Target;
  readonly size: number;
  readonly rounds: Figures[];
}

/** Measures all targets of a scenario in rounds, in random order, with a process for each row. */
export async function measureRows(
  name: ScenarioName,
  { quick }: LoadProfile,
): Promise<readonly Row[]> {
  const rounds = quick ? 1 : 7;
  const milliseconds = quick ? 10 : 50;
  const { targets }: Scenario = SCENARIOS[name];
  const rows: readonly Row[] = targets.flatMap((target) =>
    (target.sizes ?? ALL_SIZES).map((size) => ({ target, size, rounds: [] })),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const row of shuffled(rows)) {
      const { target, size } = row;
      if (round > 0 && size >= (target.onceFrom ?? Number.POSITIVE_INFINITY)) continue;
      row.rounds.push(await runChild('decisions-child', name, target.name, size, milliseconds));
    }
  }
  return rows;
}

/** Returns the rows as a table, with a column for each kind of caller. */
export function rowsTable(name: ScenarioName, rows: readonly Row[], counted: string): string[] {
  const { cases, headings }: Scenario = SCENARIOS[name];
  return table(
    ['implementation', counted, ...cases.map((kind) => headings[kind] ?? kind)],
    rows.map(({ target, size, rounds }) => [
      target.name,
      size.toLocaleString('en'),
      ...cases.map((kind) => duration(middle(rounds, kind))),
    ]),
  );
}

/** Returns the rounds of a target, found by its name, with a number of users. */
export function roundsOf(rows: readonly Row[], { name }: Target, size: number): readonly Figures[] {
  return rows.find((row) => row.target.name === name && row.size === size)?.rounds ?? [];
}

export function middle(rounds: readonly Figures[], kind: Case): number | undefined {
  const figures = rounds.map((round) => round[kind]).filter((figure) => figure !== undefined);
  return figures.length === 0 ? undefined : median(figures);
}

/** Returns the ratio of two targets, round by round, so that a busy machine affects both equally. */
export function ratio(one: readonly Figures[], other: readonly Figures[], kind: Case): number {
  return median(one.map((figures, round) => (figures[kind] ?? 0) / (other[round]?.[kind] ?? 0)));
}

/** Returns a goal that sets an upper limit for a ratio. */
export function atMost(limit: number, measured: number, goal: string) {
  return { goal, measured: times(measured), reached: measured <= limit };
}

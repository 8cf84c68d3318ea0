import { shuffled } from '../statistics';
import { type Outcome, runTask } from './run-task';
import type { Case } from './target';
import type { Work } from './tasks';

/** One row of a table: a contestant with a number of users, and what came of its rounds. */
export interface Measured<T> {
  readonly one: Case;
  readonly rounds: Outcome<T>[];
}

/** Has all contestants do the same work, round by round, each time in another order. */
export async function measureAll<T>(
  cases: readonly Case[],
  rounds: number,
  work: Work,
): Promise<readonly Measured<T>[]> {
  const rows: readonly Measured<T>[] = cases.map((one) => ({ one, rounds: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { one, rounds: done } of shuffled(rows)) done.push(await runTask<T>(one, work));
  }
  return rows;
}

/** The first cells of a row. */
export function rowHead({ one: { contestant, users } }: Measured<unknown>): readonly string[] {
  return [contestant.name, users.toLocaleString('en')];
}

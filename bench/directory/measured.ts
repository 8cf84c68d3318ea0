import { shuffled } from '../statistics';
import { type Outcome, runTask } from './run-task';
import type { Case } from './target';
import type { Work } from './tasks';

/** A row of a table: a target with a number of users, and the outcomes of its rounds. */
export interface Measured<T> {
  readonly one: Case;
  readonly rounds: Outcome<T>[];
}

/** Runs the same work on all targets, in a new order in each round. */
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

/** Returns the first cells of a row. */
export function rowHead({ one: { target, users } }: Measured<unknown>): readonly string[] {
  return [target.name, users.toLocaleString('en')];
}

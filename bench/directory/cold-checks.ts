import { duration, type Section, table } from '../report';
import { median } from '../statistics';
import type { DirectoryLoadProfile } from './load-profile';
import { type Measured, rowHead } from './measured';
import { type Outcome, runTask } from './run-task';
import type { Case } from './target';
import type { ColdChecksResult } from './tasks';

const REQUESTS = 300;

/** Measures the first checks after a restart of Postgres that begins with nothing in memory. Needs root. */
export async function coldChecks(
  cases: readonly Case[],
  { rounds }: DirectoryLoadProfile,
): Promise<Section> {
  const most = Math.max(...cases.map(({ users }) => users));
  const chosen = cases.filter(({ target, users }) => target.loadingOnly !== true && users === most);
  const rows: Measured<ColdChecksResult>[] = [];
  for (const one of chosen) {
    const done: Outcome<ColdChecksResult>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await one.database.empty?.();
      done.push(await runTask(one, { kind: 'cold-checks', requests: REQUESTS }));
    }
    rows.push({ one, rounds: done });
  }
  return {
    title: 'Checks from a cold disk',
    lines: [
      `The first ${REQUESTS} checks after a start with nothing in memory, each of a different random user:`,
      '',
      ...table(
        ['implementation', 'users', 'session, p50', 'p99', 'token, p50', 'p99'],
        rows.map((row) => [
          ...rowHead(row),
          ...(['session', 'token'] as const).flatMap((kind) =>
            (['p50', 'p99'] as const).map((figure) =>
              duration(median(row.rounds.map(({ result }) => result[kind][figure]))),
            ),
          ),
        ]),
      ),
    ],
    goals: [],
  };
}

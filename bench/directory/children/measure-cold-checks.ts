import { randomInt } from 'node:crypto';
import type { Call, Loaded } from '../target';
import type { ColdChecksResult, Latency, Task } from '../tasks';
import { latency } from './latency';

type ColdTask = Extract<Task, { kind: 'cold-checks' }>;

// The checks of one user, so that the connection, the definitions of the tables and the compiled code are not measured.
const FIRST = 30;

/** Measures checks, each of a different random user, one at a time. */
export async function measureColdChecks(
  { checkSession, checkToken }: Loaded,
  { users, requests }: ColdTask,
): Promise<ColdChecksResult> {
  const measure = async (make: (user: number) => Call): Promise<Latency> => {
    await latency(
      Array.from({ length: FIRST }, () => make(0)),
      1,
    );
    const chosen = new Set<number>();
    while (chosen.size < Math.min(requests, users / 2)) chosen.add(randomInt(users));
    return latency([...chosen].map(make), 1);
  };
  return { session: await measure(checkSession), token: await measure(checkToken) };
}

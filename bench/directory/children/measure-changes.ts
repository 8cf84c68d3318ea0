import type { Loaded } from '../target';
import type { ChangesResult, Task } from '../tasks';
import { callsOf } from './callers';
import { latency } from './latency';

type ChangesTask = Extract<Task, { kind: 'changes' }>;

/** Measures each change that the target knows, for random users and one at a time. */
export async function measureChanges(
  { changes = {} }: Loaded,
  { users, warmUp, requests }: ChangesTask,
): Promise<ChangesResult> {
  const results: [string, Awaited<ReturnType<typeof latency>>][] = [];
  for (const [name, make] of Object.entries(changes)) {
    await latency(callsOf(make, users, warmUp), 1);
    results.push([name, await latency(callsOf(make, users, requests), 1)]);
  }
  return Object.fromEntries(results);
}

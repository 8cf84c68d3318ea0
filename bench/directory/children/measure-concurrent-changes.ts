import { randomInt } from 'node:crypto';
import type { Loaded } from '../target';
import { CALLERS, type ConcurrentChangesResult, type Task } from '../tasks';
import { latency } from './latency';

type ConcurrentTask = Extract<Task, { kind: 'concurrent-changes' }>;

// An owner may have only a few API keys, so they are left out.
const NAMES = ['change the name', 'create a service user'] as const;
const ACCOUNTS = 1000;

/** Measures changes by several callers at once: all in one account, and each in a random one of 1,000 accounts. */
export async function measureConcurrentChanges(
  { changes = {} }: Loaded,
  { users, requests }: ConcurrentTask,
): Promise<ConcurrentChangesResult> {
  const results: [string, ConcurrentChangesResult[string]][] = [];
  for (const name of NAMES) {
    const make = changes[name];
    if (make === undefined) continue;
    const measure = (user: () => number) =>
      latency(
        Array.from({ length: requests }, () => make(user())),
        CALLERS,
      );
    const anyAccount = () => randomInt(Math.min(users, ACCOUNTS));
    await measure(anyAccount);
    const [one, many] = [await measure(() => 0), await measure(anyAccount)];
    results.push([name, { one, many }]);
  }
  return Object.fromEntries(results);
}

import type { Call, Loaded } from '../target';
import { type ChecksResult, CONCURRENCY, type Task } from '../tasks';
import { callsOf, requireRefusal } from './callers';
import { latency } from './latency';

type ChecksTask = Extract<Task, { kind: 'checks' }>;

/** Measures checks of sessions and of tokens, each for a random user. */
export async function measureChecks(loaded: Loaded, task: ChecksTask): Promise<ChecksResult> {
  const session = await measure(loaded.checkSession, task);
  return { session, token: await measure(loaded.checkToken, task) };
}

async function measure(
  make: (user: number) => Call,
  { users, warmUp, requests }: ChecksTask,
): Promise<ChecksResult['session']> {
  await requireRefusal(make, users);
  // All connections of the pool are open after this.
  await latency(callsOf(make, users, warmUp), CONCURRENCY);
  const one = await latency(callsOf(make, users, requests), 1);
  return { one, several: await latency(callsOf(make, users, requests), CONCURRENCY) };
}

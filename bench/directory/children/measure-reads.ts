import type { Loaded } from '../target';
import type { Latency, ReadsResult, Task } from '../tasks';
import { latency } from './latency';

/** Measures the time of each read of the audit log. */
export async function measureEvents(
  { readEvents }: Loaded,
  { reads, requests }: Extract<Task, { kind: 'events' }>,
): Promise<ReadsResult> {
  if (readEvents === undefined) throw new Error('The target has no audit log.');
  return measure(
    reads.map((read) => () => readEvents(read)),
    requests,
  );
}

/** Measures the time of each read of a large account's members. */
export async function measureMembers(
  { readMembers }: Loaded,
  { inputs, requests }: Extract<Task, { kind: 'members' }>,
): Promise<ReadsResult> {
  if (readMembers === undefined) throw new Error('The target has no list of members.');
  return measure(
    inputs.map((input) => () => readMembers(input)),
    requests,
  );
}

async function measure(
  reads: readonly (() => Promise<unknown>)[],
  requests: number,
): Promise<ReadsResult> {
  const results: Latency[] = [];
  for (const read of reads) {
    const calls = Array.from({ length: requests }, () => async () => {
      await read();
      return true;
    });
    await latency(calls.slice(0, Math.ceil(requests / 10)), 1);
    results.push(await latency(calls, 1));
  }
  return results;
}

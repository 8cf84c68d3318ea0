import type { Loaded } from '../target';
import type { EventsResult, Task } from '../tasks';
import { latency } from './latency';

type EventsTask = Extract<Task, { kind: 'events' }>;

/** Measures the time to read each of the given pages of the audit log. */
export async function measureEvents(
  { readEvents }: Loaded,
  { pages, requests }: EventsTask,
): Promise<EventsResult> {
  if (readEvents === undefined) throw new Error('The target has no audit log.');
  const results = [];
  for (const page of pages) {
    const calls = Array.from({ length: requests }, () => async () => {
      const events = await readEvents(page);
      return events.length > 0;
    });
    await latency(calls.slice(0, Math.ceil(requests / 10)), 1);
    results.push(await latency(calls, 1));
  }
  return results;
}

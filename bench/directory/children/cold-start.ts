import type { Load } from '../target';
import { type ColdStartResult, READY, type Task } from '../tasks';
import { nanoseconds } from './latency';

/**
 * Reports to the parent when the target is ready, and when it has answered its first check. The parent's
 * clock started before this process. Returns the process's memory at both times.
 */
export async function coldStart(load: Load, { database, variant }: Task): Promise<ColdStartResult> {
  const { checkSession, close } = await load(database, variant);
  process.stdout.write(READY);
  const loaded = process.memoryUsage.rss();
  await nanoseconds(checkSession(0));
  process.stdout.write(READY);
  const answered = process.memoryUsage.rss();
  await close();
  return { loaded, answered };
}

import type { Load } from '../target';
import { type ColdStartResult, READY, type Task } from '../tasks';
import { nanoseconds } from './latency';

/**
 * Tells the parent, whose clock runs since before this process was there, when the contestant is
 * ready to answer and when it has answered its first check; and how much memory the process has then.
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

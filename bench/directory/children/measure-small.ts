import { setTimeout as delay } from 'node:timers/promises';
import type { Load } from '../target';
import { READY, type SmallResult, type Task } from '../tasks';
import { nanoseconds } from './latency';

const CHECK_EVERY_MS = 50;

/** Measures the first calls of a new process, and session checks during two sign-ins at once. */
export async function measureSmall(load: Load, { database, variant }: Task): Promise<SmallResult> {
  const { checkSession, checkToken, signIn, close } = await load(database, variant);
  process.stdout.write(READY);
  const calls = {
    'first session check': await nanoseconds(checkSession(0)),
    'second session check': await nanoseconds(checkSession(1)),
    'token check': await nanoseconds(checkToken(2)),
    'first sign-in': await nanoseconds(signIn(3)),
    'second sign-in': await nanoseconds(signIn(4)),
  };
  const used = process.cpuUsage();
  const processorMs = (used.user + used.system) / 1e3;

  const checks: number[] = [];
  let isHashing = true;
  const signIns = Promise.allSettled([signIn(5), signIn(6)].map(nanoseconds)).finally(() => {
    isHashing = false;
  });
  while (isHashing) {
    checks.push(await nanoseconds(checkSession(7 + checks.length)));
    await delay(CHECK_EVERY_MS);
  }
  const ended = await signIns;
  const answered = ended.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  await close();
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return {
    calls: { ...calls, 'two sign-ins at once': Math.max(...answered) },
    refused: ended.length - answered.length,
    checks,
    processorMs,
    peakBytes,
  };
}

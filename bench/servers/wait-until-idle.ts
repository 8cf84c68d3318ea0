import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MS = 250;
const IDLE_TICKS = 2;
const LONGEST_MS = 30_000;

/**
 * Waits until the processes of a group are idle. A server may still be hashing for callers that have
 * disconnected, which would slow down the next measurement.
 */
export async function waitUntilIdle(group: number): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  let before = ticksOf(group);
  while (performance.now() < end) {
    await delay(INTERVAL_MS);
    const ticks = ticksOf(group);
    if (ticks - before <= IDLE_TICKS) return;
    before = ticks;
  }
}

/** Returns the processor time of a group's processes, in hundredths of a second. */
function ticksOf(group: number): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, name) => {
      // The fields after the name in parentheses are state, parent, group, …, utime and stime.
      const fields = readStat(name).split(') ').at(-1)?.split(' ') ?? [];
      return Number(fields[2]) === group ? sum + Number(fields[11]) + Number(fields[12]) : sum;
    }, 0);
}

function readStat(process: string): string {
  try {
    return readFileSync(`/proc/${process}/stat`, 'utf8');
  } catch {
    return '';
  }
}

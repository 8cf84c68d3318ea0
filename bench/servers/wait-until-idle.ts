import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MS = 250;
const IDLE_TICKS = 2;
const LONGEST_MS = 30_000;

/**
 * Waits until the processes of a group rest: a server may still be hashing for callers who are
 * gone, and that would slow down whatever is measured next.
 */
export async function settle(group: number): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  let before = ticksOf(group);
  while (performance.now() < end) {
    await delay(INTERVAL_MS);
    const ticks = ticksOf(group);
    if (ticks - before <= IDLE_TICKS) return;
    before = ticks;
  }
}

/** The processor time that a group's processes have used, in hundredths of a second. */
function ticksOf(group: number): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, name) => {
      // What follows the name in parentheses: state, parent, group, …, utime and stime.
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

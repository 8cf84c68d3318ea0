import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The share of a core that a Function is assumed to have. */
const SHARE = 1 / 7;

// The period of a container's quota: https://docs.kernel.org/scheduler/sched-bwc.html
const PERIOD_MS = 100;
const QUOTA_MS = PERIOD_MS * SHARE;
const TICK_MS = 10;
const CHECK_EVERY_MS = 2;

/**
 * Limits a process to a seventh of a core, as the quota of a container does: when its threads have used the quota of
 * a period, it is stopped until the next. `cpulimit` would need a second to find its pace, and a container often cannot write cgroups.
 */
export function limitCpu(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  let allowed = QUOTA_MS;
  let periodEnd = performance.now() + PERIOD_MS;
  let isStopped = false;
  const timer = setInterval(() => {
    const used = usedMs(pid);
    if (performance.now() >= periodEnd) {
      periodEnd += PERIOD_MS;
      // What a period leaves is lost, and what it uses too much is missing in the next.
      allowed = Math.min(allowed, used) + QUOTA_MS;
    }
    const stops = used >= allowed;
    if (stops !== isStopped) child.kill(stops ? 'SIGSTOP' : 'SIGCONT');
    isStopped = stops;
  }, CHECK_EVERY_MS);
  child.once('exit', () => clearInterval(timer));
}

/** Returns the processor time of all threads of a process, from fields 14 and 15 of proc_pid_stat(5). */
function usedMs(pid: number): number {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ');
    const [utime, stime] = fields.split(' ').slice(11, 13);
    return (Number(utime) + Number(stime)) * TICK_MS;
  } catch {
    return 0; // The process has ended.
  }
}

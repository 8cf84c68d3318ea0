import type { ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The share of a core that a Function is assumed to have. */
const SHARE = 1 / 7;
const MEMORY_BYTES = 256 * 2 ** 20;

// The period of a container's quota: https://docs.kernel.org/scheduler/sched-bwc.html
const PERIOD_MS = 100;
const QUOTA_MS = PERIOD_MS * SHARE;
const QUOTA_US = Math.round(QUOTA_MS * 1000);

// Version 1 of cgroups has a tree for each resource, and version 2 one for all.
// https://docs.kernel.org/admin-guide/cgroup-v1/memory.html, https://docs.kernel.org/admin-guide/cgroup-v2.html
const GROUPS: readonly Readonly<Record<string, readonly (readonly [string, number | string])[]>>[] =
  [
    {
      '/sys/fs/cgroup/cpu': [['cpu.cfs_quota_us', QUOTA_US]],
      '/sys/fs/cgroup/memory': [['memory.limit_in_bytes', MEMORY_BYTES]],
    },
    {
      '/sys/fs/cgroup': [
        ['cpu.max', `${QUOTA_US} ${PERIOD_MS * 1000}`],
        ['memory.max', MEMORY_BYTES],
      ],
    },
  ];
const TICK_MS = 10;
const CHECK_EVERY_MS = 2;

/** Says how {@link limitCpu} limits a process on this machine. */
export function limitName(): string {
  return writableGroups() === undefined ? 'signals, without a limit of memory' : 'cgroups';
}

/**
 * Limits a process to a seventh of a core and 256 MB, as a container does. Without the right to create cgroups, it
 * is stopped by signals when its threads have used the quota of a period, and its memory is not limited.
 */
export function limitCpu(child: ChildProcess): void {
  const groups = writableGroups();
  if (child.pid === undefined) return;
  if (groups === undefined) limitBySignals(child, child.pid);
  else
    for (const [tree, limits] of Object.entries(groups))
      enter(join(tree, `bench-${child.pid}`), limits, child);
}

function writableGroups() {
  return GROUPS.find((group) => Object.keys(group).every(isWritable));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return readFileSync(join(folder, 'cgroup.procs')).length > 0;
  } catch {
    return false;
  }
}

function enter(
  folder: string,
  limits: readonly (readonly [string, number | string])[],
  child: ChildProcess,
): void {
  mkdirSync(folder);
  for (const [name, value] of limits) writeFileSync(join(folder, name), `${value}`);
  writeFileSync(join(folder, 'cgroup.procs'), `${child.pid}`);
  child.once('exit', () => rmdirSync(folder));
}

function limitBySignals(child: ChildProcess, pid: number): void {
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

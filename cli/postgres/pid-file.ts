import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a server says about itself in `postmaster.pid`. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  /** Whether it takes connections. */
  readonly isReady: boolean;
}

/**
 * Reads the file that a server keeps in its data folder while it runs.
 *
 * @returns `null` where there is none, or not all of it yet.
 * @see https://www.postgresql.org/docs/current/storage-file-layout.html
 */
export function readPidFile(data: string): PidFile | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n');
  if (!pid || !port) return null;
  return { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready' };
}

/** Whether a process of that id is there and runs, and is a Postgres as far as the system tells. */
export function isServer(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return !existsSync('/proc/self/stat') || isPostgresOnLinux(pid);
}

// After a crash, the id may be another program's, or that of a process that has ended and that nobody has
// asked about yet ("Z"). proc_pid_stat(5): id, name in brackets, state.
function isPostgresOnLinux(pid: number): boolean {
  try {
    return /^\d+ \(postgres.*\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

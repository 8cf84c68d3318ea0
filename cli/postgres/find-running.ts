import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../run-command';

const WAIT_MILLISECONDS = 10_000;

/**
 * Finds the server that runs on a data folder. One that is starting is waited for, and one that is
 * stopping until it is gone; what a crash has left behind is removed.
 *
 * @returns `null` where there is none.
 * @throws CliError where it neither starts nor ends.
 */
export async function findRunning(data: string): Promise<PidFile | null> {
  const end = performance.now() + WAIT_MILLISECONDS;
  for (;;) {
    const file = readPidFile(data);
    if (file === null) return null;
    if (!isServer(file.pid)) {
      rmSync(join(data, 'postmaster.pid'), { force: true });
      return null;
    }
    if (file.isReady) return file;
    if (performance.now() > end) throw new CliError(stuck(file.pid, data));
    await delay(50);
  }
}

/** What a server says about itself in `postmaster.pid`. */
interface PidFile {
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

const stuck = (pid: number, data: string) =>
  `The process ${pid} holds ${data} and takes no connections. Stop it. Where it is no Postgres,\n` +
  `delete ${join(data, 'postmaster.pid')}`;

/** Whether a process of that id is there and runs, and is a Postgres as far as the system tells. */
function isServer(pid: number): boolean {
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

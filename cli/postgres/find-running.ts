import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../run-command';

const WAIT_MILLISECONDS = 10_000;

/**
 * Finds the server of a data folder. Waits for a server that is starting or stopping, and removes the file that a crash
 * left behind.
 *
 * @returns `null` if no server runs.
 * @throws CliError if the server neither starts nor ends.
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

/** The content of a server's `postmaster.pid`. */
interface PidFile {
  readonly pid: number;
  readonly port: number;
  /** Whether the server accepts connections. */
  readonly isReady: boolean;
}

/**
 * Reads the file that a running server has in its data folder.
 *
 * @returns `null` if the file is missing or incomplete.
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
  `The process ${pid} uses ${data} and accepts no connections. Stop it. If it is not a Postgres,\n` +
  `delete ${join(data, 'postmaster.pid')}`;

/** Returns whether a process with that id runs and, to the extent that the system tells, is a Postgres. */
function isServer(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return !existsSync('/proc/self/stat') || isPostgresOnLinux(pid);
}

// After a crash, the id may belong to another program or to a zombie ("Z"). proc_pid_stat(5): id, name in brackets,
// state.
function isPostgresOnLinux(pid: number): boolean {
  try {
    return /^\d+ \(postgres.*\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

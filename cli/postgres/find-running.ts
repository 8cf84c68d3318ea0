import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../run-command';
import { isServer, type PidFile, readPidFile } from './pid-file';

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

const stuck = (pid: number, data: string) =>
  `The process ${pid} holds ${data} and takes no connections. Stop it. Where it is no Postgres,\n` +
  `delete ${join(data, 'postmaster.pid')}`;

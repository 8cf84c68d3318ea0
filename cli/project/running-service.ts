import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA } from './paths';
import { acceptsConnections } from './port';
import { readJson } from './read-json';

/** A service that `npm start` runs on this machine. */
export interface RunningService {
  readonly pid: number;
  readonly port: number;
  /** The database that it uses; `null` where it runs without the directory. */
  readonly databaseUrl: string | null;
}

const FILE = join(DATA, 'service.json');

/** Writes down that a service runs, for the commands that print its links. */
export function announceService(service: RunningService): void {
  mkdirSync(DATA, { recursive: true });
  // A file that is there keeps its mode, whatever that is.
  rmSync(FILE, { force: true });
  writeFileSync(FILE, JSON.stringify(service), { mode: 0o600 });
}

/** Takes that back, unless another service has been started since. */
export function retractService({ pid }: Pick<RunningService, 'pid'>): void {
  if (readJson<RunningService>(FILE)?.pid === pid) rmSync(FILE, { force: true });
}

/** The service that was started last; `null` where it runs no more. */
export async function findService(): Promise<RunningService | null> {
  const service = readJson<RunningService>(FILE);
  if (service === null || !Number.isInteger(service.port) || !isAlive(service.pid)) return null;
  return (await acceptsConnections(service.port, 'localhost')) ? service : null;
}

// A service that was killed leaves its file behind, and its port to another one.
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (reason) {
    // Another user's process: it is there.
    return (reason as NodeJS.ErrnoException).code === 'EPERM';
  }
}

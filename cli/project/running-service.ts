import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA } from './paths';
import { acceptsConnections } from './port';
import { readJson } from './read-json';

/** A service that `npm start` runs on this machine. */
export interface RunningService {
  readonly pid: number;
  readonly port: number;
  /** Its database, or `null` if it runs without the directory. */
  readonly databaseUrl: string | null;
}

const FILE = join(DATA, 'service.json');

/** Writes the file of a running service, for the commands that print its links. */
export function announceService(service: RunningService): void {
  mkdirSync(DATA, { recursive: true });
  // An existing file would keep its mode.
  rmSync(FILE, { force: true });
  writeFileSync(FILE, JSON.stringify(service), { mode: 0o600 });
}

/** Removes the file, unless another service has been started since. */
export function retractService({ pid }: Pick<RunningService, 'pid'>): void {
  if (readJson<RunningService>(FILE)?.pid === pid) rmSync(FILE, { force: true });
}

/** Returns the last started service, or `null` if it no longer runs. */
export async function findService(): Promise<RunningService | null> {
  const service = readJson<RunningService>(FILE);
  if (service === null || !Number.isInteger(service.port) || !isAlive(service.pid)) return null;
  return (await acceptsConnections(service.port, 'localhost')) ? service : null;
}

// A killed service leaves its file behind, and another program may use its port.
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (reason) {
    // The process exists, but belongs to another user.
    return (reason as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { acceptsConnections } from './port';
import type { Project } from './project';
import { readJson } from './read-json';

type ServiceProject = Pick<Project, 'root'>;

/** A service that `npm start` runs on this machine. */
export interface RunningService {
  readonly pid: number;
  readonly port: number;
  /** Its database, or `null` if it runs without the directory. */
  readonly databaseUrl: string | null;
}

const fileIn = ({ root }: ServiceProject) => join(root, '.data', 'service.json');

/** Writes the file of a running service, for the commands that print its links. */
export function announceService(project: ServiceProject, service: RunningService): void {
  const file = fileIn(project);
  mkdirSync(dirname(file), { recursive: true });
  // An existing file would keep its mode.
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(service), { mode: 0o600 });
}

/** Removes the file, unless another service has been started since. */
export function retractService(
  project: ServiceProject,
  { pid }: Pick<RunningService, 'pid'>,
): void {
  const file = fileIn(project);
  if (readJson<RunningService>(file)?.pid === pid) rmSync(file, { force: true });
}

/** Returns the last started service, or `null` if it no longer runs. */
export async function findService(project: ServiceProject): Promise<RunningService | null> {
  const service = readJson<RunningService>(fileIn(project));
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

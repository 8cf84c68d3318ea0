import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../../cli/postgres/migrate';
import { startPostgres } from '../../../cli/postgres/start-postgres';
import { makeMemoryFolder } from '../processes/memory-folder';
import type { TempFolder } from '../processes/temp-folder';

// jest's workers inherit the environment of the set-up.
const VARIABLE = 'TEST_CLUSTER';

let template: TempFolder | undefined;

/** Creates the migrated, empty and stopped cluster that tests copy. */
export async function createCluster(): Promise<void> {
  template = makeMemoryFolder('cluster');
  const postgres = await startPostgres({ folder: template.path, durable: false });
  await migrate(postgres);
  await postgres.stop();
  process.env[VARIABLE] = template.path;
}

/** Removes that cluster. */
export function removeCluster(): void {
  template?.remove();
}

/**
 * Copies the cluster of this run to the folder of a Postgres that was not started yet. Its start then need not
 * create and migrate a cluster, which takes most of the time.
 */
export function copyCluster(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of ['data', 'passwords.json']) {
    // cp keeps the owner, because root's Postgres runs as another user.
    execFileSync('cp', ['-Rp', join(process.env[VARIABLE] ?? '', name), folder]);
  }
}

/** Creates the Postgres in a clone that its first `npm start` would create. */
export function addCluster(clone: string): void {
  const data = join(clone, '.data');
  mkdirSync(data, { recursive: true });
  chmodSync(data, 0o711);
  copyCluster(join(data, 'postgres'));
}

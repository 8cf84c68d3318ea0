import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileOfRun } from '../services/shared-build';

const STATE = 'types.tsbuildinfo';
const shared = () => fileOfRun(STATE);

/** Keeps the compiler's state of a clone. In other clones of this run, only changed files are compiled. */
export function keepTypes(folder: string): void {
  copyFileSync(join(folder, '.data', STATE), `${shared()}.new`);
  renameSync(`${shared()}.new`, shared());
}

/** Copies that state into a clone, if a test of this run has kept one. */
export function addTypes(folder: string): void {
  if (!existsSync(shared())) return;
  mkdirSync(join(folder, '.data'));
  copyFileSync(shared(), join(folder, '.data', STATE));
}

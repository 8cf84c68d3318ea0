import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test, outside the project. */
export interface TempFolder {
  readonly path: string;
  remove(): void;
}

/** Creates an empty folder. Its path has no symlinks, because `require` reports paths without them. */
export function makeTempFolder(name: string, parent = tmpdir()): TempFolder {
  const path = realpathSync(mkdtempSync(join(parent, `${name}-`)));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

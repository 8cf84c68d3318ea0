import { chmodSync } from 'node:fs';
import { makeTempFolder, type TempFolder } from './temp-folder';

/** Creates an empty folder that other users can traverse, because root's Postgres runs as another user. */
export function makeReachableFolder(name: string): TempFolder {
  const folder = makeTempFolder(name);
  chmodSync(folder.path, 0o711);
  return folder;
}

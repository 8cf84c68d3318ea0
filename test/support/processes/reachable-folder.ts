import { chmodSync } from 'node:fs';
import { makeTempFolder, type TempFolder } from './temp-folder';

/** Makes an empty folder that others may pass through, as root's Postgres runs as another user. */
export function makeReachableFolder(name: string): TempFolder {
  const folder = makeTempFolder(name);
  chmodSync(folder.path, 0o711);
  return folder;
}

import { chmodSync, existsSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { makeTempFolder, type TempFolder } from './temp-folder';

const MEMORY = '/dev/shm';
const GIBIBYTE = 2 ** 30;

/**
 * Creates an empty folder that other users can traverse. It is in memory if there is plenty, because a disk's journal
 * takes most of the time of creating and removing hundreds of files.
 */
export function makeMemoryFolder(name: string): TempFolder {
  const folder = makeTempFolder(name, hasMemory() ? MEMORY : tmpdir());
  chmodSync(folder.path, 0o711);
  return folder;
}

function hasMemory(): boolean {
  if (!existsSync(MEMORY) || freemem() < 4 * GIBIBYTE) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > 2 * GIBIBYTE;
}

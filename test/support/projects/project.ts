import { readdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** This project's folder. */
export const PROJECT = resolve(__dirname, '..', '..', '..');

/** Links this project's installed packages into a folder. */
export function linkPackages(folder: string): void {
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'dir');
}

/** Lists the files and folders in a folder, at any depth. It does not follow the link to the packages. */
export function listFiles(folder: string): readonly string[] {
  // With types: without them, readdirSync follows links.
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.map(({ parentPath, name }) => join(parentPath, name));
}

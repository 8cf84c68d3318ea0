import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** This project's folder. */
export const PROJECT = resolve(__dirname, '..', '..', '..');

/** Links this project's installed packages into a folder. */
export function linkPackages(folder: string): void {
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'dir');
}

import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** This project's folder. */
export const PROJECT = resolve(__dirname, '..', '..', '..');

/** Gives a folder this project's installed packages. */
export function linkPackages(folder: string): void {
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'dir');
}

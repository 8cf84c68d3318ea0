import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes `npm run build` of a TypeScript project use TypeScript 7, which takes a fifth of the time. Cases about types
 * keep version 6.
 */
export function useTypeScript7(folder: string): void {
  const file = join(folder, 'package.json');
  const compiler = 'node node_modules/typescript-7/bin/tsc';
  const text = readFileSync(file, 'utf8').replace('"build": "tsc ', `"build": "${compiler} `);
  writeFileSync(file, text);
}

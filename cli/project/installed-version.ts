import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readJson } from './read-json';

/** Returns the version that Node.js would load there. The packages of a workspace are in a parent folder. */
export function installedVersion(root: string, name: string): string | undefined {
  const folders = createRequire(join(root, 'package.json')).resolve.paths(name) ?? [];
  for (const folder of folders) {
    const version = readJson<{ version?: string }>(join(folder, name, 'package.json'))?.version;
    if (version !== undefined) return version;
  }
  return undefined;
}

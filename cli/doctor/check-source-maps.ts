import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding';
import type { Project } from './project';

const REFERENCE = /^\s*(?:\/\/|\/\*)[#@]\s*sourceMappingURL=/m;

/** Source maps in built files: they hold the source code, and where a file is public, so are they. */
export function checkSourceMaps({ root, uploads }: Project): readonly Finding[] {
  return uploads
    .filter(({ file }) => /\.(?:js|css)$/.test(file))
    .filter(({ file }) => REFERENCE.test(readFileSync(join(root, file), 'utf8')))
    .map(({ kind, visibility, file }) => {
      const isPublic = kind === 'asset' && visibility !== 'private';
      return {
        level: isPublic ? 'error' : 'warning',
        name: file,
        message: 'has a source map, or the name of one, in it',
        remedy: 'build without source maps',
      };
    });
}

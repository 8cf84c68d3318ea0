import type { Upload } from '../uploads';
import type { Finding } from './finding';
import type { Project } from './project';

const LEAKS: readonly (readonly [RegExp, what: string])[] = [
  [/\.(?:ts|tsx|mts|cts)$/, 'source code'],
  [/\.map$/, 'a source map, which holds source code'],
  [/\.(?:test|spec)\.[^/]+$/, 'a test'],
  [/\.(?:htpasswd|htaccess|pem|key|p12|pfx)$/, 'a secret'],
  [/\.env(?:\.[^/]*)?$/, 'a file of variables'],
  [/\/\.[^/]+(?:\/|$)/, 'a file whose name begins with a dot'],
  [/\.private\//, 'in a private folder, and only the name of a file makes it private'],
];

/** Files that would get a URL and look as if they should not, and two files with one path. */
export function checkLeaks({ uploads }: Project): readonly Finding[] {
  return [...uploads.flatMap(leak), ...samePaths(uploads)];
}

function leak({ file, visibility, path }: Upload): readonly Finding[] {
  if (visibility === 'private') return [];
  const [, what] = LEAKS.find(([pattern]) => pattern.test(file)) ?? [];
  if (what === undefined) return [];
  const message = `${path} would be ${visibility} on the web: ${what}`;
  const remedy = 'move it out of functions/ and assets/, or name it *.private.*';
  return [{ level: 'error', name: file, message, remedy }];
}

function samePaths(uploads: readonly Upload[]): readonly Finding[] {
  const paths = [...new Set(uploads.map(({ path }) => path))];
  return paths.flatMap((name): readonly Finding[] => {
    const files = uploads.filter(({ path }) => path === name).map(({ file }) => file);
    if (files.length === 1) return [];
    const message = `more than one file has this path: ${files.join(', ')}`;
    return [{ level: 'error', name, message, remedy: 'rename all but one' }];
  });
}

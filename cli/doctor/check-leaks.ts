import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Upload } from '../project/deploy-manifest';
import { WITHOUT_SOURCE_MAPS } from './check-uploads';
import { findSecrets } from './find-secrets';
import { type Finding, listOf } from './finding';
import type { ProjectState } from './project-state';

const SOURCE_MAP = /\.map$/i;
const LEAKS: readonly (readonly [RegExp, what: string])[] = [
  [/\.(?:ts|tsx|mts|cts)$/i, 'source code'],
  [SOURCE_MAP, 'a source map, which contains source code'],
  [/\.(?:test|spec)\.[^/]+$/i, 'a test'],
  [/\.(?:htpasswd|htaccess|pem|key|p12|pfx|jks|keystore|kdbx|ppk)$/i, 'a secret'],
  [
    /\/(?:id_(?:rsa|dsa|ecdsa|ed25519)|(?:service[-_]?account|client[-_]secret)[^/]*\.json)$/i,
    'a secret',
  ],
  [/\.env(?:\.[^/]*)?$/i, 'a file of variables'],
  [
    /\.(?:sql|sqlite3?|db|dump|rdb|mdb)(?:\.(?:gz|bz2|xz|zst|zip|7z|txt|old|bak))?$/i,
    'a database or a database dump',
  ],
  [/\.(?:bak|backup|old|orig|swp|tmp)$|~$/i, 'a backup copy of a file'],
  [/\/\.[^/]+(?:\/|$)/, 'a file whose name begins with a dot'],
  [/\.private\//, 'in a private folder, but only a file name makes a file private'],
];
const ARCHIVE = /\.(?:zip|tar|tgz|tbz2?|txz|7z|rar|gz|bz2|xz|zst)$/i;
// Only this much of a larger file is searched.
const MAX_BYTES = 8 * 1024 * 1024;
const REMEDY = 'move it out of functions/ and assets/, or name it *.private.*';

/**
 * Reports files that must not get a URL, by their name or their content, and two files with the same path.
 */
export function checkLeaks({ root, uploads }: ProjectState): readonly Finding[] {
  return [
    ...uploads.flatMap((upload) => [...leak(upload), ...content(root, upload)].slice(0, 1)),
    ...samePaths(uploads),
  ];
}

function leak({ file, visibility, path }: Upload): readonly Finding[] {
  if (visibility === 'private') return [];
  const [, what] = LEAKS.find(([pattern]) => pattern.test(file)) ?? [];
  if (what === undefined) return [];
  const message = `${path} would be ${visibility} on the web: ${what}`;
  const remedy = SOURCE_MAP.test(file) ? WITHOUT_SOURCE_MAPS : REMEDY;
  return [{ level: 'error', name: file, message, remedy }];
}

// Callers see the answers of a Function, but not its file.
function content(root: string, upload: Upload): readonly Finding[] {
  const { kind, file, visibility, path } = upload;
  if (kind === 'function' || visibility === 'private') return [];
  const found = findSecrets(read(join(root, file)));
  const secrets = found.filter(({ isExample }) => !isExample);
  const [level, shown] =
    secrets.length > 0 ? (['error', secrets] as const) : (['warning', found] as const);
  if (shown.length > 0) {
    const what = listOf(shown.map((one) => one.what));
    const message = `${path} would be ${visibility} on the web and seems to contain ${what}`;
    return [{ level, name: file, message, remedy: REMEDY }];
  }
  if (!ARCHIVE.test(file)) return [];
  const message = `${path} would be ${visibility} on the web: an archive, whose content was not searched`;
  return [{ level: 'warning', name: file, message, remedy: 'check its content' }];
}

function read(file: string): Buffer {
  const opened = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(fstatSync(opened).size, MAX_BYTES));
    return buffer.subarray(0, readSync(opened, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(opened);
  }
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

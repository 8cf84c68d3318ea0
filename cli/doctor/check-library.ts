import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../../lib/util/command-line';
import { name, version } from '../../package.json';
import type { Upload } from '../project/deploy-manifest';
import { installedVersion } from '../project/installed-version';
import { INSTALL_LIBRARY } from '../project/project';
import type { Finding } from './finding';
import type { ProjectState } from './project-state';

// The first line of a file that the command vendor wrote.
const VENDORED = new RegExp(`^// ${name} (\\d[\\w.+-]*)$`);

/** Reports whether a deploy contains this library: as a package, or as a copied file of the same version. */
export function checkLibrary(state: ProjectState): readonly Finding[] {
  const { isRepository, uploads, root } = state;
  if (isRepository) return [];
  const copies = uploads.flatMap((upload) => copyIn(root, upload));
  return [...packageFindings(state, copies.length > 0), ...copies.flatMap(olderCopy)];
}

interface Copy {
  readonly file: string;
  readonly copied: string;
}

function packageFindings(
  { root, packageJson, functions }: ProjectState,
  isCopied: boolean,
): readonly Finding[] {
  const { dependencies, devDependencies } = packageJson;
  if (dependencies?.[name] !== undefined) {
    const installed = installedVersion(root, name);
    if (installed !== undefined)
      return [{ level: 'ok', name, message: `${installed} is installed` }];
    return [{ level: 'error', name, message: 'is not installed', remedy: 'npm install' }];
  }
  if (devDependencies?.[name] !== undefined) {
    const message = 'is in "devDependencies", and Twilio installs only "dependencies"';
    return [{ level: 'error', name, message, remedy: INSTALL_LIBRARY }];
  }
  if (isCopied || functions.length === 0) return [];
  const message = 'is not in "dependencies" of package.json';
  return [{ level: 'warning', name, message, remedy: INSTALL_LIBRARY }];
}

function olderCopy({ file, copied }: Copy): readonly Finding[] {
  if (copied === version) return [{ level: 'ok', name: file, message: `is ${name} ${copied}` }];
  const message = `is ${name} ${copied}, and this is ${version}`;
  return [{ level: 'warning', name: file, message, remedy: commandLine('vendor') }];
}

function copyIn(root: string, { kind, visibility, file }: Upload): readonly Copy[] {
  if (kind !== 'asset' || visibility !== 'private' || !/\.c?js$/.test(file)) return [];
  const [, copied] = VENDORED.exec(firstLineOf(join(root, file))) ?? [];
  return copied === undefined ? [] : [{ file, copied }];
}

function firstLineOf(file: string): string {
  const opened = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(100);
    const [line = ''] = buffer.toString('utf8', 0, readSync(opened, buffer)).split(/\r?\n/);
    return line;
  } finally {
    closeSync(opened);
  }
}

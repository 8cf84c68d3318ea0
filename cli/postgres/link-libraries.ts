import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { CliError } from '../run-command';

/** A symbolic link, both paths relative to the package's folder. */
interface Link {
  /** The file that the link leads to. */
  readonly source: string;
  /** The link itself. */
  readonly target: string;
}

/**
 * Creates the missing links to the shared libraries of a Postgres package. An npm package cannot contain links, so
 * its install script creates them from a list. npm 12 runs no install scripts, and `--ignore-scripts` skips them.
 *
 * @throws CliError if this user cannot create a link.
 */
export function linkLibraries(packageFolder: string): void {
  for (const { source, target } of readLinks(packageFolder)) {
    const link = join(packageFolder, target);
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (reason) {
      // It exists already, perhaps because another process has just created it.
      if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
      throw new CliError(
        `Postgres needs the link ${link}, which this user cannot create ` +
          `(${(reason as NodeJS.ErrnoException).code}).\n` +
          `Run this once as the owner of the folder: cd ${packageFolder} && node scripts/hydrate-symlinks.js`,
      );
    }
  }
}

function readLinks(packageFolder: string): readonly Link[] {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}

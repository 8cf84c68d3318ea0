import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { withoutHash } from '../../cli/project/deploy-manifest';
import { ROOT } from '../../cli/project/paths';
import { PACKAGE } from './package-folder';

const REPORT = join(ROOT, 'package', 'api');

/** Writes the package's list of files and its public types to `package/`, so that a change shows in its diff. */
export function writeReport(): void {
  const files = readdirSync(PACKAGE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(PACKAGE, join(entry.parentPath, entry.name)))
    .sort();
  const listed = files.map(withoutHash).sort();
  writeFileSync(join(ROOT, 'package', 'files.txt'), `${listed.join('\n')}\n`);
  rmSync(REPORT, { recursive: true, force: true });
  for (const file of files.filter((name) => name.endsWith('.d.ts'))) {
    const target = join(REPORT, relative('dist', file));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(PACKAGE, file), target);
  }
}

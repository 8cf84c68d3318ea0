import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { installPackages } from '../../../scripts/install-packages';
import { isPostgresRunning, startTestPostgres } from '../postgres/test-postgres';
import { PROJECT } from '../projects/project';

/** What the tests of the npm package share: its tarball, the packages that it replaces, and one Postgres. */
// biome-ignore lint/style/noDefaultExport: jest takes a global setup as a default export
export default async function setUpPackage(): Promise<void> {
  await installPackages('test/package');
  const tsx = join(PROJECT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  execFileSync(process.execPath, [tsx, 'scripts/package.ts'], { cwd: PROJECT, stdio: 'inherit' });
  if (!isPostgresRunning()) await startTestPostgres();
}

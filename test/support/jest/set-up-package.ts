import { installPackages } from '../../../scripts/install-packages';
import { packPackage } from '../package/package-tarball';
import { isPostgresRunning, startTestPostgres } from '../postgres/test-postgres';
import { writeSimulatorFiles } from '../simulator/simulator-files';

/** What the tests of the npm package share: its tarball, the packages that it replaces, and one Postgres. */
// biome-ignore lint/style/noDefaultExport: jest takes a global setup as a default export
export default async function setUpPackage(): Promise<void> {
  await installPackages('test/package');
  packPackage();
  await writeSimulatorFiles();
  if (!isPostgresRunning()) await startTestPostgres();
}

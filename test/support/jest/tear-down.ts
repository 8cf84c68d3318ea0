import { stopTestPostgres } from '../postgres/test-postgres';
import { removeBuildFolder } from '../services/shared-build';
import { removeSimulatorFiles } from '../simulator/simulator-files';
import { removeBundles } from './bundled-commands';

/** Stops everything that the set-up has started. */
// biome-ignore lint/style/noDefaultExport: jest takes a global teardown as a default export
export default async function tearDown(): Promise<void> {
  removeBundles();
  removeBuildFolder();
  removeSimulatorFiles();
  await stopTestPostgres();
}

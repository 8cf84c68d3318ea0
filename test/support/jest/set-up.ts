import { startTestPostgres } from '../postgres/test-postgres';
import { createBuildFolder } from '../services/shared-build';
import { writeSimulatorFiles } from '../simulator/simulator-files';
import { build } from './build';
import { bundleCommands } from './bundled-commands';

/** Sets up the built project, its bundled commands and one Postgres for all tests of a run. */
// biome-ignore lint/style/noDefaultExport: jest takes a global setup as a default export
export default async function setUp(): Promise<void> {
  build();
  createBuildFolder();
  await writeSimulatorFiles();
  await bundleCommands();
  await startTestPostgres();
}

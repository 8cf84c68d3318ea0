import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Templates } from '../cli/add/templates';
import type { VendoredFolders } from '../cli/add/vendor-files';
import type { EnvVariables } from '../cli/project/env-file';
import type { Project } from '../cli/project/project';
import { runBuildScript } from '../cli/project/run-build-script';
import { CliError } from '../cli/run-command';

// Replaces cli/project/toolchain.ts in the npm package: there, the project builds itself and has its own database.

// What the command writes into projects.
const ASSETS = join(dirname(require.resolve('#part/index')), 'files');

/** Builds the files of a deploy, if the project has a build. */
export async function buildProject(project: Project): Promise<void> {
  runBuildScript(project);
}

/** Returns the arguments of Node.js, and its standard input, for the process that inspects Functions. */
export async function inspectingProgram(): Promise<{ args: readonly string[]; input: string }> {
  return { args: [require.resolve('#part/cli/inspect-child')], input: '' };
}

/** Returns the Functions that can be added to a project. */
export function readTemplates(): Templates {
  return JSON.parse(readFileSync(join(ASSETS, 'templates.json'), 'utf8'));
}

/** Returns the folder of the files that can be copied into a project. */
export function vendoredFolders(): VendoredFolders {
  return { assets: ASSETS, types: ASSETS };
}

/** Requires the operator's own database. */
export async function provideDatabase(given: EnvVariables) {
  if (given['DATABASE_URL']) return { variables: {}, stop: async () => {} };
  throw new CliError('DATABASE_URL is required, in the environment or in .env.');
}

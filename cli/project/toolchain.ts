import { existsSync } from 'node:fs';
import { makeTemplates, type Templates } from '../add/templates';
import type { VendoredFolders } from '../add/vendor-files';
import type { LocalDirectory } from '../postgres/local-directory';
import { CliError } from '../run-command';
import { buildService } from './build-service';
import type { EnvVariables } from './env-file';
import { BUILT_ASSETS, BUILT_TYPES, FUNCTIONS } from './paths';
import type { Project } from './project';
import { runBuildScript } from './run-build-script';

// The tools that only this repository has. The npm package has its own version of this module:
// package/toolchain.ts.

/**
 * Builds the files of a deploy, if the project has a build.
 *
 * @throws CliError if the build fails.
 */
export async function buildProject(project: Project): Promise<void> {
  if (project.isRepository) await buildService();
  else runBuildScript(project);
}

/** Returns the arguments of Node.js, and its standard input, for the process that inspects Functions. */
export async function inspectingProgram(): Promise<{ args: readonly string[]; input: string }> {
  const { bundleInspection } = await import('./bundle-inspection');
  return { args: ['-'], input: await bundleInspection() };
}

/** Returns the Functions that can be added to a project. */
export function readTemplates(): Templates {
  return makeTemplates(FUNCTIONS);
}

/** Returns the folders of the files that can be copied into a project. */
export function vendoredFolders(): VendoredFolders {
  if (!existsSync(BUILT_ASSETS)) throw new CliError('Run npm run build first.');
  return { assets: BUILT_ASSETS, types: BUILT_TYPES };
}

/** Provides the database of the directory: the operator's own, or else one on this machine. */
export async function provideDatabase(given: EnvVariables): Promise<LocalDirectory> {
  const directory = await import('../postgres/local-directory');
  return directory.openLocalDirectory(given);
}

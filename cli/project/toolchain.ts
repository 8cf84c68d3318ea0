import type { LocalDirectory } from '../postgres/local-directory';
import { buildService } from './build-service';
import type { EnvVariables } from './env-file';
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

/** Provides the database of the directory: the operator's own, or else one on this machine. */
export async function provideDatabase(given: EnvVariables): Promise<LocalDirectory> {
  const directory = await import('../postgres/local-directory');
  return directory.openLocalDirectory(given);
}

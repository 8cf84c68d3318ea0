import { envFileOf } from '../project/env-file';
import type { Project } from '../project/project';
import { buildProject } from '../project/toolchain';
import { CliError } from '../run-command';
import { checkCredentials } from './check-credentials';
import { checkDatabase, checkDirectory } from './check-directory';
import { checkEdge } from './check-edge';
import { checkFunctions } from './check-functions';
import { checkLeaks } from './check-leaks';
import { checkLibrary } from './check-library';
import { checkParts } from './check-parts';
import { checkDependencies, checkNodeVersion, checkRuntimeHandler } from './check-platform';
import { checkPolicies } from './check-policies';
import { checkSettings } from './check-settings';
import { checkTypes } from './check-types';
import { checkAssetLimits, checkManifest, checkRequires, checkSourceMaps } from './check-uploads';
import { checkEnvFile, checkVariables } from './check-variables';
import type { Finding, Level } from './finding';
import type { ProjectState } from './project-state';
import { readProject } from './read-project';

/** A check of one aspect of a project. */
type Check = (state: ProjectState) => readonly Finding[];

/** All checks, in the order of their findings. */
const CHECKS: readonly Check[] = [
  checkFunctions,
  checkPolicies,
  checkSettings,
  checkCredentials,
  checkDirectory,
  checkEdge,
  checkParts,
  checkEnvFile,
  checkVariables,
  checkLibrary,
  checkRuntimeHandler,
  checkDependencies,
  checkNodeVersion,
  checkManifest,
  checkLeaks,
  checkAssetLimits,
  checkSourceMaps,
  checkRequires,
  checkTypes,
];

const LEVELS: readonly Level[] = ['error', 'warning', 'ok'];

/** A project and its findings, errors first. */
export interface Diagnosis {
  readonly state: ProjectState;
  readonly findings: readonly Finding[];
}

/** What to diagnose. */
export interface DiagnoseOptions {
  /** The parameters of `twilio-run deploy`. */
  readonly parameters: readonly string[];
  /** Whether to build the project first. */
  readonly build: boolean;
}

/** Builds a project, if it has a build, and runs every check. */
export async function diagnose(
  project: Project,
  { parameters, build }: DiagnoseOptions,
): Promise<Diagnosis> {
  const buildProblem = build ? await tryToBuild(project) : undefined;
  const envFile = envFileOf(project, parameters);
  const state = await readProject({ project, envFile, parameters, buildProblem });
  return examine(state, await checkDatabase(state));
}

/**
 * Runs every check on a project's state.
 *
 * @param more - findings from outside the project's files.
 */
export function examine(state: ProjectState, more: readonly Finding[] = []): Diagnosis {
  const findings = [...CHECKS.flatMap((check) => check(state)), ...more];
  const sorted = LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
  return { state, findings: sorted };
}

async function tryToBuild(project: Project): Promise<string | undefined> {
  try {
    await buildProject(project);
    return undefined;
  } catch (reason) {
    if (reason instanceof CliError) return reason.message;
    throw reason;
  }
}

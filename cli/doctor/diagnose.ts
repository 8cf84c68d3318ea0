import { buildService } from '../project/build-service';
import { envFileOf } from '../project/env-file';
import { ROOT } from '../project/paths';
import { CliError } from '../run-command';
import { checkCredentials } from './check-credentials';
import { checkDatabase, checkDirectory } from './check-directory';
import { checkFunctions } from './check-functions';
import { checkLeaks } from './check-leaks';
import { checkDependencies, checkNodeVersion, checkRuntimeHandler } from './check-platform';
import { checkPolicies } from './check-policies';
import { checkSettings } from './check-settings';
import { checkTypes } from './check-types';
import { checkAssetLimits, checkManifest, checkRequires, checkSourceMaps } from './check-uploads';
import { checkEnvFile, checkVariables } from './check-variables';
import type { Finding, Level } from './finding';
import type { Project } from './project';
import { readProject } from './read-project';

/** A check of one aspect of a project. */
type Check = (project: Project) => readonly Finding[];

/** All checks, in the order of their findings. */
const CHECKS: readonly Check[] = [
  checkFunctions,
  checkPolicies,
  checkSettings,
  checkCredentials,
  checkDirectory,
  checkEnvFile,
  checkVariables,
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
  readonly project: Project;
  readonly findings: readonly Finding[];
}

/**
 * Builds the service and runs every check.
 *
 * @param parameters - the parameters of `twilio-run deploy`.
 */
export async function diagnose(parameters: readonly string[]): Promise<Diagnosis> {
  const buildProblem = await tryToBuild();
  const envFile = envFileOf(parameters);
  const project = await readProject({ root: ROOT, envFile, parameters, buildProblem });
  return examine(project, await checkDatabase(project));
}

/**
 * Runs every check on a project.
 *
 * @param more - findings from outside the project's files.
 */
export function examine(project: Project, more: readonly Finding[] = []): Diagnosis {
  const findings = [...CHECKS.flatMap((check) => check(project)), ...more];
  const sorted = LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
  return { project, findings: sorted };
}

async function tryToBuild(): Promise<string | undefined> {
  try {
    await buildService();
    return undefined;
  } catch (reason) {
    if (reason instanceof CliError) return reason.message;
    throw reason;
  }
}

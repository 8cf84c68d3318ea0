import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { listUploads, type Upload } from '../project/deploy-manifest';
import { type EnvText, readEnvText } from '../project/env-file';
import type { Project } from '../project/project';
import { deployedVariables } from '../project/variables';
import { CliError } from '../run-command';
import { inspectFunctions } from './inspect-functions';
import { listRequires } from './list-requires';
import { type EnvFile, MISSING, type ProjectState, type Target } from './project-state';

const PRODUCTION = ['', 'production', 'prod'];

/** The project to read. */
export interface ReadOptions {
  readonly project: Project;
  /** The file with its variables. */
  readonly envFile: string;
  /** The parameters of `twilio-run deploy`. Default: none. */
  readonly parameters?: readonly string[];
  /** The reason why the service could not be built. An earlier build is then ignored. */
  readonly buildProblem?: string | undefined;
  /** The time limit for loading a Function. */
  readonly timeLimitSeconds?: number;
}

/** Reads the data of all checks without changing the project or connecting to Twilio. */
export async function readProject(options: ReadOptions): Promise<ProjectState> {
  const { project, envFile, parameters = [], timeLimitSeconds } = options;
  const { root } = project;
  const env = readEnvVariables(envFile);
  const { uploads, buildProblem } =
    options.buildProblem === undefined
      ? await tryToList(project)
      : { uploads: [], buildProblem: options.buildProblem };
  const { variables } = env;
  const inspected = inspectFunctions({ root, uploads, variables, timeLimitSeconds });
  return {
    ...project,
    env,
    target: readTarget(project, parameters),
    uploads,
    buildProblem,
    requires: listRequires(root, uploads), // while the other process loads
    functions: await inspected,
    nodeVersion: process.versions.node,
  };
}

/**
 * Reads the target and the runtime of a deploy. The parameters of `twilio-run deploy` override `.twilioserverlessrc`.
 * The target is production with `--production`, or with an environment of that name.
 *
 * @param parameters - the parameters of twilio-run.
 */
export function readTarget({ rc }: Pick<Project, 'rc'>, parameters: readonly string[]): Target {
  const options = {
    environment: { type: 'string' },
    runtime: { type: 'string' },
    production: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: [...parameters], options, strict: false });
  const { settings, problem } = rc;
  const general = { ...settings, ...settings.commands?.deploy, ...values };
  const environment = general.production ? '' : `${general.environment ?? 'dev'}`;
  const special = settings.environments?.[environment === '' ? '*' : environment];
  const runtime = values.runtime ?? special?.runtime ?? general.runtime;
  return {
    environment: environment === '' ? 'production' : environment,
    isProduction: PRODUCTION.includes(environment),
    runtime: typeof runtime === 'string' ? runtime : undefined,
    problem,
  };
}

async function tryToList(project: Project) {
  try {
    const uploads: readonly Upload[] = await listUploads(project);
    return { uploads, buildProblem: undefined };
  } catch (reason) {
    return { uploads: [], buildProblem: (reason as Error).message };
  }
}

/** Reads the file of variables that a deploy would send. The result includes its problems. */
function readEnvVariables(file: string): EnvFile {
  const { text, problem } = tryToRead(file);
  return { name: basename(file), ...text, deployed: deployedVariables(text.variables), problem };
}

function tryToRead(file: string): { readonly text: EnvText; readonly problem: string | undefined } {
  const nothing = { variables: {}, skipped: [], repeated: [] };
  if (!existsSync(file)) return { text: nothing, problem: MISSING };
  try {
    return { text: readEnvText(file), problem: undefined };
  } catch (reason) {
    if (reason instanceof CliError) {
      return { text: nothing, problem: 'cannot be read as UTF-8 text' };
    }
    throw reason;
  }
}

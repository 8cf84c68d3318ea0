import { join } from 'node:path';
import { listUploads, type Upload } from '../project/deploy-manifest';
import { readJson } from '../project/read-json';
import { inspectFunctions } from './inspect-functions';
import { listRequires } from './list-requires';
import type { PackageJson, Project } from './project';
import { readEnv } from './read-env';
import { readTarget } from './read-target';

/** Which project to read. */
export interface ReadOptions {
  /** The project's folder. */
  readonly root: string;
  /** The file with its variables. */
  readonly envFile: string;
  /** What is handed on to `twilio-run deploy`. Default: nothing. */
  readonly parameters?: readonly string[];
  /** Why the service could not be built: then what was built before is left alone. */
  readonly buildProblem?: string | undefined;
  /** How long one Function may take to be loaded. */
  readonly timeLimitSeconds?: number;
}

/** Reads all that the checks look at. Nothing of the project is changed, and nothing is asked of Twilio. */
export async function readProject(options: ReadOptions): Promise<Project> {
  const { root, envFile, parameters = [], timeLimitSeconds } = options;
  const env = readEnv(envFile);
  const { uploads, buildProblem } =
    options.buildProblem === undefined
      ? await tryToList(root)
      : { uploads: [], buildProblem: options.buildProblem };
  const { variables } = env;
  const [functions, requires] = await Promise.all([
    inspectFunctions({ root, uploads, variables, timeLimitSeconds }),
    listRequires(root, uploads),
  ]);
  return {
    root,
    env,
    target: readTarget(root, parameters),
    packageJson: readJson<PackageJson>(join(root, 'package.json')) ?? {},
    uploads,
    buildProblem,
    functions,
    requires,
    nodeVersion: process.versions.node,
  };
}

async function tryToList(root: string) {
  try {
    const uploads: readonly Upload[] = await listUploads(root);
    return { uploads, buildProblem: undefined };
  } catch (reason) {
    return { uploads: [], buildProblem: (reason as Error).message };
  }
}

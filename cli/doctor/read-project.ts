import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { json5Loader } from 'twilio-run/dist/utils/json5';
import { listUploads, type Upload } from '../project/deploy-manifest';
import { type EnvText, readEnvText } from '../project/env-file';
import { readJson } from '../project/read-json';
import { deployedVariables } from '../project/variables';
import { CliError } from '../run-command';
import { inspectFunctions } from './inspect-functions';
import type { EnvFile, PackageJson, Project, Require, Target } from './project';

const RC_FILE = '.twilioserverlessrc';
const PRODUCTION = ['', 'production', 'prod'];

/** The project to read. */
export interface ReadOptions {
  /** The project's folder. */
  readonly root: string;
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
export async function readProject(options: ReadOptions): Promise<Project> {
  const { root, envFile, parameters = [], timeLimitSeconds } = options;
  const env = readEnvVariables(envFile);
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

interface Settings {
  readonly environment?: unknown;
  readonly production?: unknown;
  readonly runtime?: unknown;
}

interface Rc extends Settings {
  readonly commands?: { readonly deploy?: Settings };
  readonly environments?: Readonly<Record<string, Settings>>;
}

/**
 * Reads the target and the runtime of a deploy. The parameters of `twilio-run deploy` override `.twilioserverlessrc`.
 * The target is production with `--production`, or with an environment of that name.
 *
 * @param parameters - the parameters of twilio-run.
 */
export function readTarget(root: string, parameters: readonly string[]): Target {
  const options = {
    environment: { type: 'string' },
    runtime: { type: 'string' },
    production: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: [...parameters], options, strict: false });
  const { rc, problem } = readRcFile(join(root, RC_FILE));
  const general = { ...rc, ...rc.commands?.deploy, ...values };
  const environment = general.production ? '' : `${general.environment ?? 'dev'}`;
  const special = rc.environments?.[environment === '' ? '*' : environment];
  const runtime = values.runtime ?? special?.runtime ?? general.runtime;
  return {
    environment: environment === '' ? 'production' : environment,
    isProduction: PRODUCTION.includes(environment),
    runtime: typeof runtime === 'string' ? runtime : undefined,
    problem,
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

/** Reads the file of variables that a deploy would send. The result includes its problems. */
function readEnvVariables(file: string): EnvFile {
  const { text, problem } = tryToRead(file);
  return { name: basename(file), ...text, deployed: deployedVariables(text.variables), problem };
}

function tryToRead(file: string): { readonly text: EnvText; readonly problem: string | undefined } {
  const nothing = { variables: {}, skipped: [], repeated: [] };
  if (!existsSync(file)) return { text: nothing, problem: 'is missing' };
  try {
    return { text: readEnvText(file), problem: undefined };
  } catch (reason) {
    if (reason instanceof CliError) {
      return { text: nothing, problem: 'cannot be read as UTF-8 text' };
    }
    throw reason;
  }
}

function readRcFile(file: string): { readonly rc: Rc; readonly problem: string | undefined } {
  if (!existsSync(file)) return { rc: {}, problem: 'is missing' };
  try {
    return { rc: json5Loader(file, readFileSync(file, 'utf8')) ?? {}, problem: undefined };
  } catch {
    return { rc: {}, problem: 'is not JSON5' };
  }
}

/** Lists the modules that built Functions and private assets require, except Node.js's own. */
async function listRequires(root: string, uploads: readonly Upload[]): Promise<readonly Require[]> {
  const files = uploads.filter(
    ({ kind, visibility, file }) =>
      file.endsWith('.js') && (kind === 'function' || visibility === 'private'),
  );
  const lists = await Promise.all(
    files.map(async ({ file }) => {
      const modules = await modulesOf(join(root, file));
      return modules.map((module) => ({ file, module }));
    }),
  );
  return lists.flat();
}

// Another check reports a file that does not parse, because it cannot be loaded.
async function modulesOf(file: string): Promise<readonly string[]> {
  const modules = new Set<string>();
  const collect: Plugin = {
    name: 'collect',
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, ({ kind, path }) => {
        if (kind === 'entry-point') return undefined;
        if (!isBuiltin(path)) modules.add(path);
        return { external: true };
      });
    },
  };
  await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    logLevel: 'silent',
    plugins: [collect],
  }).catch(() => undefined);
  return [...modules];
}

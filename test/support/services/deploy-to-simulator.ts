import { existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'dotenv';
import { formatEnvFile } from '../projects/env-file';
import { listFiles } from '../projects/project';
import { openProject, type ProjectOptions, writeVariables } from '../projects/project-copy';
import { addFunctions } from '../simulator/add-functions';
import { type ProductionSimulator, startSimulator } from '../simulator/start-simulator';
import type { Service } from './service';
import { sharedBuild } from './shared-build';
import { runTwilioRun, type TwilioRunResult } from './twilio-run';

/** The project to deploy, and its target. */
export interface DeployOptions extends ProjectOptions {
  /** Default: a new simulator, which is closed together with the service. */
  readonly simulator?: ProductionSimulator;
}

/** A service that was deployed to a simulator. */
export interface DeployedService extends Service {
  readonly simulator: ProductionSimulator;
  /** Its domain at Twilio, for example `name-1234-dev.twil.io`. */
  readonly domainName: string;
}

/**
 * Deploys this project, or another folder, with the unmodified `twilio-run deploy`. What was deployed
 * before and has not changed is activated with the new variables instead: another folder by the same test
 * file, this project by any. Functions that this project gets for a test are added to its deployed build.
 *
 * The toolkit repeats no request whose connection was lost, and a machine that plays both sides sometimes loses one.
 * Therefore a deploy to a new simulator is tried once more, and the output of the first deploy is shown.
 *
 * @throws Error with the toolkit's output if the deploy fails.
 */
export async function deployToSimulator(options: DeployOptions): Promise<DeployedService> {
  if (options.simulator !== undefined) return deployOnce(options);
  const key = `${fingerprintOf(options.folder)}${JSON.stringify(options.functions)}`;
  const known = deployed.get(key);
  if (known !== undefined) return activate(await known, options.variables);
  const deploying = options.folder === undefined ? activateShared(options) : deployTwice(options);
  deployed.set(key, deploying);
  return { ...(await deploying), close: async () => {} };
}

/** Activates this project's build, which another test file may have deployed. */
async function activateShared({
  functions = {},
  variables,
}: DeployOptions): Promise<DeployedService> {
  const build = await sharedBuild(async () => {
    const { simulator, domainName, close } = await deployTwice({ variables: {} });
    const deployed = simulator.buildAt(domainName);
    await close();
    return deployed;
  });
  const deployed = addFunctions(build, functions);
  const simulator = await startSimulator({ deployed });
  const { domainName } = deployed.environment;
  const service = await activate({ simulator, domainName }, variables);
  return { ...service, close: () => simulator.close() };
}

async function deployTwice(options: DeployOptions): Promise<DeployedService> {
  try {
    return await deployOnce(options);
  } catch (reason) {
    console.warn('A deploy to the simulator failed, and is tried once more.', reason);
    return deployOnce(options);
  }
}

// The simulators of this test file, which end with it.
const deployed = new Map<string, Promise<DeployedService>>();
afterAll(async () => {
  await Promise.all([...deployed.values()].map(async (service) => (await service).close()));
});

async function activate(
  { simulator, domainName: source }: Pick<DeployedService, 'simulator' | 'domainName'>,
  variables: Readonly<Record<string, string>>,
): Promise<DeployedService> {
  const environment = await simulator.activate(source, parse(formatEnvFile(variables)));
  const { url, domainName, logs, close } = environment;
  return { url, domainName, logs, simulator, close };
}

/** Returns a value that differs if a deploy of a folder would upload other files. */
function fingerprintOf(folder: string | undefined): string {
  if (folder === undefined) return '';
  const built = join(folder, '.twilioserverless');
  const root = existsSync(built) ? built : folder;
  const files = listFiles(root)
    .filter((file) => !/^(?:node_modules|\.env$|\.twilio)/.test(relative(root, file)))
    .toSorted()
    .map((file) => `${file} ${statSync(file).mtimeMs}`);
  return [folder, statSync(join(folder, 'package.json')).mtimeMs, ...files].join('\n');
}

async function deployOnce(options: DeployOptions): Promise<DeployedService> {
  const { folder, remove } = openProject(options);
  const packages = join(folder, 'node_modules');
  const simulator = options.simulator ?? (await startSimulator({ packages }));
  const close = async () => {
    if (options.simulator === undefined) await simulator.close();
    remove();
  };
  // Its output omits the reason of a failure.
  const env = {
    ...simulator.env,
    DEBUG: 'twilio-serverless-api:functions,twilio-serverless-api:assets',
  };
  const { exitCode, stdout, stderr } = await runDeploy(
    { ...simulator, env },
    folder,
    options.variables,
  );
  const environment = simulator.environments().at(-1);
  if (exitCode !== 0 || environment === undefined) {
    await close();
    throw new Error(`The deploy ended with ${exitCode} and printed:\n${stdout}${stderr}`);
  }
  const { url, domainName, logs } = environment;
  return { url, domainName, logs, simulator, close };
}

/** Runs the deploy of a folder with the simulator's account in its `.env` file, until it succeeds or fails. */
export function runDeploy(
  simulator: ProductionSimulator,
  folder: string,
  variables: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<TwilioRunResult> {
  const { accountSid, authToken } = simulator.account;
  writeVariables(folder, { ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken, ...variables });
  return runTwilioRun(['deploy', ...args], { cwd: folder, env: simulator.env });
}

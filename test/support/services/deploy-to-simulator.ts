import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { formatEnvFile } from '../projects/env-file';
import { openProject, type ProjectOptions, writeVariables } from '../projects/project-copy';
import { startTwin, type Twin } from '../simulator/start-twin';
import type { Service } from './service';
import { runTwilioRun, type TwilioRunResult } from './twilio-run';

/** What to deploy, and where to. */
export interface DeployOptions extends ProjectOptions {
  /** Default: a fresh one, which is closed together with the service. */
  readonly twin?: Twin;
}

/** A service that was deployed to a twin. */
export interface DeployedService extends Service {
  readonly twin: Twin;
  /** The domain it has on Twilio's side, for example `name-1234-dev.twil.io`. */
  readonly domainName: string;
}

/**
 * Deploys this project, or another folder, with the unmodified `twilio-run deploy`. What was deployed
 * by the same test file before, and has not changed, is activated with the new variables instead.
 *
 * The toolkit repeats no request whose connection was lost, and a machine that plays both sides loses one
 * now and then: a deploy to a fresh twin is tried once more, and what the first one printed is shown.
 *
 * @throws Error with all that the toolkit printed, where the deploy fails.
 */
export async function deployToTwin(options: DeployOptions): Promise<DeployedService> {
  if (options.twin !== undefined) return deployOnce(options);
  const key = fingerprintOf(options.folder);
  const known = deployed.get(key);
  if (known !== undefined) return activate(await known, options.variables);
  const deploying = deployTwice(options);
  deployed.set(key, deploying);
  return { ...(await deploying), close: async () => {} };
}

async function deployTwice(options: DeployOptions): Promise<DeployedService> {
  try {
    return await deployOnce(options);
  } catch (reason) {
    console.warn('A deploy to the twin failed, and is tried once more.', reason);
    return deployOnce(options);
  }
}

// Those of this test file, which end with it.
const deployed = new Map<string, Promise<DeployedService>>();
afterAll(async () => {
  await Promise.all([...deployed.values()].map(async (service) => (await service).close()));
});

async function activate(
  { twin, domainName: source }: DeployedService,
  variables: Readonly<Record<string, string>>,
): Promise<DeployedService> {
  const environment = await twin.activate(source, parse(formatEnvFile(variables)));
  const { url, domainName, logs, close } = environment;
  return { url, domainName, logs, twin, close };
}

/** What differs where a deploy of a folder would upload something else. */
function fingerprintOf(folder: string | undefined): string {
  if (folder === undefined) return '';
  const built = join(folder, '.twilioserverless');
  const root = existsSync(built) ? built : folder;
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted();
  const files = names
    .filter((name) => !/^(?:node_modules|\.env$|\.twilio)/.test(name))
    .map((name) => `${name} ${statSync(join(root, name)).mtimeMs}`);
  return [folder, statSync(join(folder, 'package.json')).mtimeMs, ...files].join('\n');
}

async function deployOnce(options: DeployOptions): Promise<DeployedService> {
  const twin = options.twin ?? (await startTwin());
  const { folder, remove } = openProject(options);
  const close = async () => {
    if (options.twin === undefined) await twin.close();
    remove();
  };
  // What it prints where it fails leaves out why.
  const env = {
    ...twin.env,
    DEBUG: 'twilio-serverless-api:functions,twilio-serverless-api:assets',
  };
  const { exitCode, stdout, stderr } = await runDeploy({ ...twin, env }, folder, options.variables);
  const environment = twin.environments().at(-1);
  if (exitCode !== 0 || environment === undefined) {
    await close();
    throw new Error(`The deploy ended with ${exitCode} and printed:\n${stdout}${stderr}`);
  }
  const { url, domainName, logs } = environment;
  return { url, domainName, logs, twin, close };
}

/** Runs the deploy of a folder, with the twin's account in its `.env` file, to whatever end. */
export function runDeploy(
  twin: Twin,
  folder: string,
  variables: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<TwilioRunResult> {
  const { accountSid, authToken } = twin.account;
  writeVariables(folder, { ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken, ...variables });
  return runTwilioRun(['deploy', ...args], { cwd: folder, env: twin.env });
}

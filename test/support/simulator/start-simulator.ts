import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeTempFolder } from '../processes/temp-folder';
import { PROJECT } from '../projects/project';
import { activate, type Variables } from './activate';
import type { Account } from './api/answer-api';
import { HOSTS } from './api/routes';
import { serveApi } from './api/serve-api';
import { createFaults, type FaultControl } from './faults';
import { closeServer, listen } from './listen';
import { startProxy } from './proxy/start-proxy';
import { type EnvironmentServer, serveEnvironment } from './runtime/serve-environment';
import { certificateFile, containerScript } from './simulator-files';
import {
  buildAt,
  type DeployedBuild,
  emptyState,
  type SimulatedEnvironment,
  type SimulatorState,
  stateWith,
} from './state';

export interface SimulatorOptions {
  /** The time limit of a Function. Default: production's 10 seconds. */
  readonly timeLimitMs?: number;
  /** The maximum number of concurrent requests. Default: production's 30. */
  readonly maxConcurrency?: number;
  /** The build that can be activated from the start. Default: none. */
  readonly deployed?: DeployedBuild;
  /** The `node_modules` folder that has the declared packages. Default: this project's. */
  readonly packages?: string;
}

/** A simulation of Twilio: the API that a deploy calls, and the runtime that serves the result. */
export interface ProductionSimulator extends Omit<FaultControl, 'faults'> {
  /** The account whose credentials the API accepts. */
  readonly account: Account;
  /** The environment variables that direct an unmodified toolkit to this simulator. */
  readonly env: Readonly<Record<string, string>>;
  /** The URL of the API without TLS. A test sends the Host itself. */
  readonly apiUrl: string;
  /** Returns the environments in the order of their creation. */
  environments(): readonly EnvironmentServer[];
  /** Serves the deployment of a domain in a new environment with other variables. */
  activate(domainName: string, variables: Variables): Promise<EnvironmentServer>;
  /** The build that is live at a domain, for another simulator. */
  buildAt(domainName: string): DeployedBuild;
  /** Returns the URL of a deployed domain such as `name-1234-dev.twil.io`. */
  url(domainName: string): string;
  close(): Promise<void>;
}

// https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow and the FAQ.
const TIME_LIMIT_MS = 10_000;
const MAX_CONCURRENCY = 30;
// By default the toolkit opens 50 TLS connections at once and repeats none that fails. That is too many for a machine
// that plays both sides.
const GENTLE = { TWILIO_SERVERLESS_API_CONCURRENCY: '10' };

/**
 * Starts a simulator with a new account.
 *
 * @returns when the API can be called.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<ProductionSimulator> {
  const { path: folder, remove } = makeTempFolder('simulator');
  const account = newAccount();
  const environments: EnvironmentServer[] = [];
  const { faults, ...control } = createFaults();
  const state = options.deployed === undefined ? emptyState() : stateWith(options.deployed);
  const serve = environmentOpener({ ...options, state, account, folder, environments });
  const api = serveApi({ state, account, faults, serve });
  const closeApi = async () => {
    await closeServer(api);
    remove();
  };

  const apiPort = await listen(api);
  const starting = startProxy({ api, hosts: HOSTS });
  const proxy = await starting.catch(async (reason: unknown) => {
    await closeApi();
    throw reason;
  });
  return {
    ...control,
    account,
    env: { HTTP_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: certificateFile(), ...GENTLE },
    apiUrl: `http://127.0.0.1:${apiPort}`,
    environments: () => [...environments],
    async activate(domainName, variables) {
      const name = await activate({ state, faults, serve }, domainName, variables);
      return find(environments, name);
    },
    buildAt: (domainName) => buildAt(state, domainName),
    url: (domainName) => find(environments, domainName).url,
    async close() {
      await proxy.close();
      await Promise.all(environments.map((environment) => environment.close()));
      await closeApi();
    },
  };
}

/** Creates the function that gives a new environment its URL and adds it to the list. */
function environmentOpener({
  state,
  account: { accountSid, authToken },
  folder,
  environments,
  timeLimitMs = TIME_LIMIT_MS,
  maxConcurrency = MAX_CONCURRENCY,
  packages = join(PROJECT, 'node_modules'),
}: OpenerSettings): (environment: SimulatedEnvironment) => Promise<void> {
  const credentials = { ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken };
  const script = containerScript();
  const shared = { state, credentials, folder, script, packages, timeLimitMs, maxConcurrency };
  return async ({ sid: environmentSid, domainName }) => {
    environments.push(await serveEnvironment({ ...shared, environmentSid, domainName }));
  };
}

interface OpenerSettings extends SimulatorOptions {
  readonly state: SimulatorState;
  readonly account: Account;
  readonly folder: string;
  readonly environments: EnvironmentServer[];
}

function newAccount(): Account {
  const digits = () => randomBytes(16).toString('hex');
  return { accountSid: `AC${digits()}`, authToken: digits() };
}

function find(environments: readonly EnvironmentServer[], domainName: string): EnvironmentServer {
  const found = environments.find((environment) => environment.domainName === domainName);
  if (found === undefined) throw new Error(`Nothing was deployed to ${domainName}`);
  return found;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { basicAuthorization } from '../support/guard/invoke';
import { FUNCTIONS } from '../support/package/adopting-functions';
import { installPackage, packPackage, TARBALL } from '../support/package/package-tarball';
import { type Child, startNode } from '../support/processes/child';
import { makeTempFolder } from '../support/processes/temp-folder';
import { createProject } from '../support/projects/adopting-project';
import { copyProject, writeVariables } from '../support/projects/project-copy';
import { writeFiles } from '../support/projects/write-project';
import { findFreePort } from '../support/servers/free-port';
import { TUNNEL, writeNgrokStub } from '../support/servers/ngrok-stub';
import { VARIABLES } from '../support/services/service';
import { type ProductionSimulator, startSimulator } from '../support/simulator/start-simulator';

const CLI = join(__dirname, 'node_modules', 'twilio-cli', 'bin', 'run');
const PLUGIN = join(__dirname, 'node_modules', '@twilio-labs', 'plugin-serverless');

const project = copyProject();
const home = makeTempFolder('home');
let simulator: ProductionSimulator;
let running: Child | undefined;

const twilio = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  folder = project.folder,
) =>
  startNode([CLI, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: home.path, ...env },
  });

beforeAll(async () => {
  if (!existsSync(CLI))
    throw new Error('Run npm ci --prefix test/twilio-cli first: npm run check does.');
  simulator = await startSimulator();
  writeVariables(project.folder, VARIABLES);
  const linked = twilio(['plugins:link', PLUGIN]);
  if ((await linked.exited) !== 0) throw new Error(linked.logs());
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

afterAll(async () => {
  await simulator.close();
  project.remove();
  home.remove();
});

/** Makes the two calls of the README and returns their statuses. */
async function statuses(url: string): Promise<readonly number[]> {
  const authorization = basicAuthorization(VARIABLES.USERNAME, VARIABLES.PASSWORD);
  const answers = [await fetch(url), await fetch(url, { headers: { authorization } })];
  return answers.map(({ status }) => status);
}

test('twilio serverless:start runs the built project with its guard', async () => {
  const port = `${await findFreePort()}`;
  running = twilio(['serverless:start', `--port=${port}`]);
  await running.printed(`http://localhost:${port}/basic`);

  expect(await statuses(`http://localhost:${port}/basic`)).toEqual([401, 200]);
});

test('twilio serverless:start runs a project with the npm package', async () => {
  if (!existsSync(TARBALL)) packPackage();
  const adopting = await createProject('javascript', installPackage);
  writeFiles(adopting.folder, { 'functions/basic.js': FUNCTIONS['basic.js'] ?? '' });
  writeVariables(adopting.folder, VARIABLES);
  const port = `${await findFreePort()}`;
  running = twilio(['serverless:start', `--port=${port}`], {}, adopting.folder);
  await running.printed(`http://localhost:${port}/basic`);

  expect(await statuses(`http://localhost:${port}/basic`)).toEqual([401, 200]);
  await running.stop();
  adopting.remove();
});

test('twilio serverless:start --ngrok="" opens a tunnel to the service', async () => {
  const port = `${await findFreePort()}`;
  running = twilio(['serverless:start', '--ngrok=', `--port=${port}`], {
    NODE_OPTIONS: writeNgrokStub(home.path),
  });

  await running.printed(`${TUNNEL}/basic`);

  expect(running.stdout()).toContain(`tunnel to {"addr":${port}}`);
});

test('twilio serverless:deploy puts the project online with its guard', async () => {
  const { accountSid, authToken } = simulator.account;
  const login = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken };
  const deploy = twilio(['serverless:deploy'], { ...simulator.env, ...login });

  if ((await deploy.exited) !== 0) throw new Error(deploy.logs());

  const [environment] = simulator.environments();
  expect(await statuses(`${environment?.url}/basic`)).toEqual([401, 200]);
  expect(deploy.logs()).not.toContain(VARIABLES.PASSWORD);
});

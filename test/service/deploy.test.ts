import { rmSync } from 'node:fs';
import { readManifest, withoutHash } from '../../cli/project/deploy-manifest';
import { sendRequest } from '../support/clients/send-request';
import { authorized } from '../support/guard/conformance-cases';
import { describeConformance } from '../support/guard/describe-conformance';
import { PROJECT } from '../support/projects/project';
import { copyProject, type OpenedProject } from '../support/projects/project-copy';
import { writeProject } from '../support/projects/write-project';
import { deployToSimulator, runDeploy } from '../support/services/deploy-to-simulator';
import { VARIABLES } from '../support/services/service';
import type { TwilioRunResult } from '../support/services/twilio-run';
import { type ProductionSimulator, startSimulator } from '../support/simulator/start-simulator';

describe('a deployed service', () => {
  describeConformance(deployToSimulator);
});

describe('a deploy', () => {
  let simulator: ProductionSimulator;
  let project: OpenedProject;
  let result: TwilioRunResult;

  beforeAll(async () => {
    simulator = await startSimulator();
    project = copyProject();
    result = await runDeploy(simulator, project.folder, VARIABLES);
  });
  afterAll(async () => {
    await simulator.close();
    project.remove();
  });
  const environment = () => {
    const [only] = simulator.environments();
    if (only === undefined) throw new Error('No environment was created.');
    return only;
  };
  const status = async (headers = {}, url = environment().url) =>
    (await sendRequest(`${url}/basic`, { headers })).status;

  test('ends with exit code 0 and names the domain', () => {
    expect(result).toMatchObject({ exitCode: 0 });
    expect(environment().domainName).toMatch(/^twilio-functions-auth-\d{4}-dev\.twil\.io$/);
    expect(result.stdout).toContain(`https://${environment().domainName}/basic`);
  });

  test('prints neither the password nor the auth token', () => {
    const printed = result.stdout + result.stderr;

    expect(printed).not.toContain(VARIABLES.PASSWORD);
    expect(printed).not.toContain(simulator.account.authToken);
  });

  test('uploads exactly the files that the manifest lists', () => {
    const uploaded = environment()
      .files()
      .map(({ version }) => ({
        kind: version.kind,
        path: withoutHash(version.path),
        visibility: version.visibility,
      }));

    const listed = readManifest(PROJECT).map(({ kind, path, visibility }) => ({
      kind,
      path,
      visibility,
    }));
    expect(uploaded).toHaveLength(listed.length);
    expect(uploaded).toEqual(expect.arrayContaining(listed));
  });

  test('renames every file', () => {
    const names = environment()
      .files()
      .map(({ file }) => file.split('/').slice(-2).join('/'));

    for (const name of names)
      expect(name).toMatch(/^handlers\/ZN[0-9a-f]{32}\.js$|^files\/ZN[0-9a-f]{32}$/);
  });

  test('to the same service again puts a new password into effect', async () => {
    const { length: environments } = simulator.environments();
    const before = await status(authorized());
    const again = await runDeploy(simulator, project.folder, { ...VARIABLES, PASSWORD: 'changed' });
    const after = await status(authorized());

    expect(again.exitCode).toBe(0);
    expect(simulator.environments()).toHaveLength(environments);
    expect([before, after]).toEqual([200, 401]);
  });

  test('needs the renamed file of the shared private asset', async () => {
    const { files, url, logs } = await simulator.activate(environment().domainName, VARIABLES);
    const shared = files().find(({ version }) => version.path === '/auth.js');
    rmSync(shared?.file ?? '');

    expect(await status(authorized(), url)).toBe(500);
    expect(logs()).toContain(`Cannot find module '${shared?.file}'`);
  });
});

const SMALL = { 'functions/hello.js': 'exports.handler = (_context, _event, done) => done();' };

describe('a deploy that fails', () => {
  let simulator: ProductionSimulator;
  let project: OpenedProject;

  beforeEach(async () => {
    simulator = await startSimulator();
    project = writeProject(SMALL);
  });
  afterEach(async () => {
    await simulator.close();
    project.remove();
  });

  test('names the rejected upload', async () => {
    simulator.rejectNextUpload(413);
    const { exitCode, stderr } = await runDeploy(simulator, project.folder, VARIABLES);

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Failed to upload (?:Function|Asset) \S+/);
  });

  test('reports a failed build and leaves nothing live', async () => {
    simulator.failNextBuild();
    const { exitCode, stderr } = await runDeploy(simulator, project.folder, VARIABLES);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('Failed Deployment');
    expect(simulator.environments().flatMap((environment) => environment.files())).toEqual([]);
  });

  test('reports wrong account credentials', async () => {
    const wrong = { ...VARIABLES, AUTH_TOKEN: '0'.repeat(32) };
    const { exitCode, stderr } = await runDeploy(simulator, project.folder, wrong);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('Authenticate');
    expect(simulator.environments()).toEqual([]);
  });

  test('names the variable that is too long, without its value', async () => {
    const long = { ...VARIABLES, PASSWORD: 'p'.repeat(451) };
    const { exitCode, stdout, stderr } = await runDeploy(simulator, project.folder, long);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('The value of PASSWORD is longer than 450 bytes');
    expect(stdout + stderr).not.toContain(long.PASSWORD);
  });

  test('does not replace a service that another project deployed', async () => {
    const other = writeProject(SMALL);
    await runDeploy(simulator, other.folder, VARIABLES);
    const { exitCode, stderr } = await runDeploy(simulator, project.folder, VARIABLES);
    other.remove();

    expect(exitCode).toBe(1);
    expect(stderr).toContain('already exists');
  });
});

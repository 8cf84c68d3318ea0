import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { basicAuthorization } from '../support/guard/invoke';
import type { Child } from '../support/processes/child';
import { addTypes, keepTypes } from '../support/projects/compiled-types';
import { type OpenedProject, writeVariables } from '../support/projects/project-copy';
import { copyBuiltSources, copySources, startScript } from '../support/projects/source-copy';
import { VARIABLES } from '../support/services/service';
import { type ProductionSimulator, startSimulator } from '../support/simulator/start-simulator';

let simulator: ProductionSimulator;
let untyped: OpenedProject;
let clone: OpenedProject;

// The compiler takes most of the time, and two tests with it are enough. The other tests copy a build without it.
beforeAll(async () => {
  simulator = await startSimulator();
  untyped = copyBuiltSources();
  rmSync(join(untyped.folder, 'tsconfig.json'));
  await deployFrom(untyped);
});
beforeEach(() => {
  clone = copyBuiltSources(untyped.folder);
});
afterEach(() => clone.remove());
afterAll(async () => {
  untyped.remove();
  await simulator.close();
});

const withAccount = () => {
  const { accountSid, authToken } = simulator.account;
  return { ...VARIABLES, ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken };
};

/** Runs `npm run deploy` in a clone until it ends. */
async function deployFrom(
  { folder }: OpenedProject,
  parameters: readonly string[] = [],
  from: 'bundle' | 'source' = 'bundle',
): Promise<Child> {
  const child = startScript(folder, 'deploy', { parameters, env: simulator.env, from });
  await child.exited;
  return child;
}
const deploy = (...parameters: readonly string[]) => deployFrom(clone, parameters);

test('npm run deploy builds a fresh clone and puts it online with its guard', async () => {
  const fresh = copySources();
  writeVariables(fresh.folder, withAccount());

  const { exited, logs } = await deployFrom(fresh, ['--service-name=first'], 'source');

  expect({ exitCode: await exited, logs: logs() }).toMatchObject({ exitCode: 0 });
  keepTypes(fresh.folder);
  fresh.remove();
  const url = `${simulator.environments().at(-1)?.url}/basic`;
  const authorization = basicAuthorization(VARIABLES.USERNAME, VARIABLES.PASSWORD);
  const answers = [await fetch(url), await fetch(url, { headers: { authorization } })];
  expect(answers.map(({ status }) => status)).toEqual([401, 200]);
}, 180_000);

test('npm run deploy explains a failed build, for which the toolkit prints "undefined"', async () => {
  writeVariables(clone.folder, withAccount());
  simulator.failNextBuild();

  const { exited, stderr } = await deploy('--service-name=second');

  expect(await exited).toBe(1);
  expect(stderr()).toContain('Twilio could not build the service');
});

describe('npm run deploy uploads nothing and prints the reason', () => {
  let uploadedBefore: number;

  beforeEach(() => {
    uploadedBefore = uploads();
  });
  afterEach(() => expect(uploads()).toBe(uploadedBefore));

  const uploads = () =>
    simulator.environments().flatMap((environment) => environment.files()).length;

  // The table breaks lines between words.
  const flat = (text: string) => text.replace(/\s+/g, ' ');

  test('if .env is missing', async () => {
    const { exited, stderr } = await deploy();

    expect(await exited).toBe(1);
    expect(flat(stderr())).toContain('.env is missing → run npm start, which creates .env');
    expect(stderr()).toContain('Nothing was uploaded.');
  });

  test('for all problems at once, without a secret', async () => {
    const canary = 'canary'.repeat(80);
    const typed = copyBuiltSources();
    addTypes(typed.folder);
    writeVariables(typed.folder, { ...withAccount(), USERNAME: 'a:b', EXTRA: canary });
    const bare = 'export const handler = () => undefined;\n';
    writeFileSync(join(typed.folder, 'functions', 'debug.ts'), bare);
    writeFileSync(join(typed.folder, 'functions', 'health.ts'), `${bare}const n: number = '';\n`);

    const { exited, stderr, logs } = await deployFrom(typed);
    typed.remove();

    expect(await exited).toBe(1);
    const report = flat(stderr());
    expect(report).toContain('error /debug anyone can call it');
    expect(report).toContain('error /health anyone can call it');
    expect(report).toContain('error USERNAME has a colon');
    expect(report).toContain('error EXTRA has over 450 bytes');
    expect(report).toContain('+ public function /debug');
    expect(report).toContain("Type 'string' is not assignable to type 'number'");
    expect(report).toContain('Nothing was uploaded.');
    expect(logs()).not.toContain('canary');
    expect(logs()).not.toContain(simulator.account.authToken);
  }, 180_000);

  test('and the fix if Twilio refuses the runtime handler', async () => {
    writeVariables(clone.folder, withAccount());
    const file = join(clone.folder, 'package.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(handler": )"[^"]+"/, '$1"2.1.0"'));

    const { exited, stderr } = await deploy();

    expect(await exited).toBe(1);
    expect(flat(stderr())).toContain('Twilio refuses @twilio/runtime-handler 2.1.0 with error');
    expect(flat(stderr())).toContain('→ npm install --save-exact @twilio/runtime-handler@2.0.3');
  });

  test('if the file that --env names refuses every caller, regardless of .env', async () => {
    writeVariables(clone.folder, withAccount());
    writeFileSync(join(clone.folder, '.env.staging'), 'USERNAME=twilio\n');

    const { exited, stderr } = await deploy('--env=.env.staging');

    expect(await exited).toBe(1);
    expect(flat(stderr())).toContain('error PASSWORD is required');
  });

  test('if no account is set', async () => {
    writeVariables(clone.folder, VARIABLES);

    const { exited, logs } = await deploy();

    expect(await exited).toBe(1);
    expect(logs()).toContain('Please enter ACCOUNT_SID and AUTH_TOKEN in your .env file.');
  });
});

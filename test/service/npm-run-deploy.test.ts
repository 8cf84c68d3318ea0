import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from '../support/child';
import { basicAuthorization } from '../support/invoke';
import { type OpenedProject, writeVariables } from '../support/project-copy';
import { VARIABLES } from '../support/service';
import { copySources, startScript } from '../support/source-copy';
import { startTwin, type Twin } from '../support/twin/start-twin';

let twin: Twin;
let clone: OpenedProject;

beforeAll(async () => {
  twin = await startTwin();
});
beforeEach(() => {
  clone = copySources();
});
afterEach(() => clone.remove());
afterAll(() => twin.close());

const withAccount = () => {
  const { accountSid, authToken } = twin.account;
  return { ...VARIABLES, ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken };
};

/** Runs `npm run deploy` in a fresh clone, to whatever end. */
async function deploy(parameters: readonly string[] = []): Promise<Child> {
  const child = startScript(clone.folder, 'deploy', { parameters, env: twin.env });
  await child.exited;
  return child;
}

test('builds a fresh clone and puts it online, guarded', async () => {
  writeVariables(clone.folder, withAccount());

  const { exited, logs } = await deploy(['--service-name=first']);

  expect({ exitCode: await exited, logs: logs() }).toMatchObject({ exitCode: 0 });
  const url = `${twin.environments().at(-1)?.url}/basic`;
  const authorization = basicAuthorization(VARIABLES.USERNAME, VARIABLES.PASSWORD);
  const answers = [await fetch(url), await fetch(url, { headers: { authorization } })];
  expect(answers.map(({ status }) => status)).toEqual([401, 200]);
});

test('explains a failed build, for which the toolkit says "undefined"', async () => {
  writeVariables(clone.folder, withAccount());
  twin.failNextBuild();

  const { exited, stderr } = await deploy(['--service-name=second']);

  expect(await exited).toBe(1);
  expect(stderr()).toContain('Twilio could not build the service');
});

describe('uploads nothing, and says why,', () => {
  let uploadedBefore: number;

  beforeEach(() => {
    uploadedBefore = uploads();
  });
  afterEach(() => expect(uploads()).toBe(uploadedBefore));

  const uploads = () => twin.environments().flatMap((environment) => environment.files()).length;

  test('without a .env', async () => {
    const { exited, stderr } = await deploy();

    expect(await exited).toBe(1);
    expect(stderr()).toContain('There is no .env to deploy.');
  });

  test.each([
    ['where PASSWORD is missing', { USERNAME: 'twilio' }, '- PASSWORD is not set or empty'],
    ['where a value is too long', { ...VARIABLES, EXTRA: 'x'.repeat(451) }, '- EXTRA has over 450'],
  ])('%s', async (_case, variables, message) => {
    writeVariables(clone.folder, variables as Record<string, string>);

    const { exited, stderr } = await deploy();

    expect(await exited).toBe(1);
    expect(stderr()).toContain(message);
  });

  test('where the file that --env names lets nobody in, whatever .env has', async () => {
    writeVariables(clone.folder, withAccount());
    writeFileSync(join(clone.folder, '.env.stage'), 'USERNAME=twilio\n');

    const { exited, stderr } = await deploy(['--env=.env.stage']);

    expect(await exited).toBe(1);
    expect(stderr()).toContain('- PASSWORD is not set or empty');
  });

  test.each([
    ['is not in the manifest', 'debug.ts', '+ public function /debug'],
    ['is public by oversight', 'health.ts', '- /health (.twilioserverless/functions/health.js)'],
  ])('where a Function %s', async (_case, file, message) => {
    writeVariables(clone.folder, withAccount());
    const bare = 'export const handler = () => undefined;\n';
    writeFileSync(join(clone.folder, 'functions', file), bare);

    const { exited, stderr } = await deploy();

    expect(await exited).toBe(1);
    expect(stderr()).toContain(message);
  });

  test('where the types do not check', async () => {
    writeVariables(clone.folder, withAccount());
    writeFileSync(join(clone.folder, 'functions', 'health.ts'), 'const n: number = "";\n');

    const { exited, logs } = await deploy();

    expect(await exited).toBe(1);
    expect(logs()).toContain("Type 'string' is not assignable to type 'number'");
  });

  test('without an account', async () => {
    writeVariables(clone.folder, VARIABLES);

    const { exited, logs } = await deploy();

    expect(await exited).toBe(1);
    expect(logs()).toContain('Please enter ACCOUNT_SID and AUTH_TOKEN in your .env file.');
  });
});

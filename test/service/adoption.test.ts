import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendRequest } from '../support/clients/send-request';
import { authorized } from '../support/guard/conformance-cases';
import { basicAuthorization } from '../support/guard/invoke';
import { signingKey } from '../support/guard/signing-key';
import { type Child, startNode } from '../support/processes/child';
import { runShell, startShell } from '../support/processes/run-shell';
import {
  adoptListing,
  createProject,
  followGuide,
  writeListings,
} from '../support/projects/adopting-project';
import { PROJECT } from '../support/projects/project';
import { type OpenedProject, writeVariables } from '../support/projects/project-copy';
import { writeFiles } from '../support/projects/write-project';
import { findFreePort } from '../support/servers/free-port';
import { ENVIRONMENTS } from '../support/services/environments';
import { type Service, VARIABLES } from '../support/services/service';
import { startSimulator } from '../support/simulator/start-simulator';

const GRANT = 'grant_type=client_credentials';

/** Runs `npm start` as docs/add-to-existing-project.md shows it while `work` runs. */
async function startByNpm<T>(folder: string, work: (url: string) => Promise<T>): Promise<T> {
  const url = `http://localhost:${await findFreePort()}`;
  const service = startShell(`npm start -- --port ${new URL(url).port}`, { cwd: folder });
  try {
    await service.printed(`${url}/basic`);
    return await work(url);
  } finally {
    await service.stop();
  }
}

const statusesOf = async (url: string, password: string) => {
  const authorization = basicAuthorization('twilio', password);
  const answers = [
    await sendRequest(`${url}/basic`),
    await sendRequest(`${url}/basic`, { headers: { authorization } }),
  ];
  return answers.map(({ status }) => status);
};

// Returns the same text as `sed -n 's/^PASSWORD=//p' .env`.
const passwordIn = (folder: string) =>
  /^PASSWORD=(.+)$/m.exec(readFileSync(join(folder, '.env'), 'utf8'))?.[1] ?? '';

describe('a JavaScript project of create-twilio-function with auth.private.js copied in', () => {
  let project: OpenedProject;

  beforeAll(async () => {
    project = await createProject('javascript');
    await followGuide('JavaScript', project.folder);
    await followGuide('A token endpoint in JavaScript', project.folder);
    writeListings(project.folder, 'functions/basic.js', 'functions/token.js');
  });
  afterAll(() => project.remove());

  test('is guarded when npm start runs it with the .env of the guide', async () => {
    const { folder } = project;

    expect(await startByNpm(folder, (url) => statusesOf(url, passwordIn(folder)))).toEqual([
      401, 200,
    ]);
  });

  describe.each(ENVIRONMENTS)('$environment', ({ start }) => {
    let service: Service;
    beforeAll(async () => {
      const variables = { ...VARIABLES, JWT_SIGNING_KEY: signingKey() };
      service = await start({ folder: project.folder, variables });
    });
    afterAll(() => service.close());

    test('issues tokens if jwt.private.js is copied too', async () => {
      const answer = await sendRequest(`${service.url}/token`, {
        method: 'POST',
        headers: {
          ...authorized(),
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': `${GRANT.length}`,
        },
        body: GRANT,
      });

      expect(JSON.parse(answer.body)).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    });

    test('challenges a caller without credentials', async () => {
      const answer = await sendRequest(`${service.url}/basic`);

      expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
      expect(answer.headers['www-authenticate']).toMatch(/^Basic realm="/);
    });

    test('accepts the right credentials', async () => {
      const answer = await sendRequest(`${service.url}/basic`, { headers: authorized() });

      expect(answer).toMatchObject({ status: 200, body: 'Ahoy, twilio!' });
    });

    test('does not change the project’s other Functions', async () => {
      const answer = await sendRequest(`${service.url}/hello-world`);

      expect(answer.status).toBe(200);
      expect(answer.body).toContain('<Response>');
    });
  });
});

// Handlers that the types of the library refuse.
const WRONG = [
  {
    what: 'a secret on the principal',
    code: 'withAuth(basic(), (context) => context.auth.password)',
    error: /basic\.ts\(\d+,\d+\): error TS2339: Property 'password' does not exist/,
  },
  {
    what: 'a principal that may be undefined',
    code: 'withAuth({ schemes: basic(), enforce: false }, (context) => context.auth.username)',
    error: /basic\.ts\(\d+,\d+\): error TS18048: 'context\.auth' is possibly 'undefined'/,
  },
  {
    what: 'an unknown option',
    code: 'withAuth(basic({ relm: "Staff" }), () => "Ahoy")',
    error: /basic\.ts\(\d+,\d+\): error TS2561: .*'relm'/,
  },
  {
    what: 'no policy',
    code: 'withAuth(() => "Ahoy")',
    error: /basic\.ts\(\d+,\d+\): error TS2554: Expected 2 arguments/,
  },
] as const;

describe('a TypeScript project of create-twilio-function with auth.d.ts copied in', () => {
  let project: OpenedProject;

  beforeAll(async () => {
    project = await createProject('typescript');
    await followGuide('TypeScript', project.folder);
    await followGuide('A token endpoint in TypeScript', project.folder);
  });
  afterAll(() => project.remove());

  test('builds repeatedly and is guarded after npm start and after a deploy', async () => {
    const { folder } = project;
    writeListings(folder, 'src/functions/basic.ts', 'src/functions/token.ts');
    const built = () => readdirSync(join(folder, 'dist', 'assets')).sort();
    await runShell('npm run build', { cwd: folder });
    const first = built();
    // npm start and npm run deploy build it again.
    const local = await startByNpm(folder, (url) => statusesOf(url, passwordIn(folder)));

    const simulator = await startSimulator();
    const { accountSid, authToken } = simulator.account;
    writeVariables(folder, { ...VARIABLES, ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken });
    await runShell('npm run deploy', { cwd: folder, env: simulator.env });
    const deployed = await statusesOf(simulator.environments()[0]?.url ?? '', VARIABLES.PASSWORD);
    await simulator.close();

    expect(built()).toEqual(first);
    expect(first).toEqual(expect.arrayContaining(['auth.private.js', 'jwt.private.js']));
    expect(first.filter((name) => name.endsWith('.ts'))).toEqual([]);
    expect([local, deployed]).toEqual([
      [401, 200],
      [401, 200],
    ]);
  }, 300_000);

  describe('does not compile', () => {
    let compiler: Child;

    // All of them at once, as the compiler takes most of the time.
    beforeAll(async () => {
      const listing = adoptListing('src/functions/basic.ts');
      const [head] = listing.split('export const handler');
      const files = WRONG.map(({ code }, index) => [
        `src/functions/${index}-basic.ts`,
        `${head}export const handler = ${code};\n`,
      ]);
      writeFiles(project.folder, Object.fromEntries(files));
      compiler = compile(project.folder);
    });

    test.each(WRONG.map((one, index) => ({ ...one, file: `${index}-basic.ts` })))(
      'with $what',
      async ({ file, error }) => {
        expect(await compiler.exited).not.toBe(0);
        const lines = compiler.stdout().split('\n');
        expect(lines.filter((line) => line.includes(file)).join('\n')).toMatch(error);
      },
    );
  });
});

/** Runs the installed compiler with the project's own tsconfig.json. */
function compile(folder: string): Child {
  const tsc = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
  return startNode([tsc, '--project', folder], { cwd: folder, env: {} });
}

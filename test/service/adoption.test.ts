import { join } from 'node:path';
import { adoptListing, copyBuilt, createProject } from '../support/adopting-project';
import { type Child, startNode } from '../support/child';
import { runDeploy } from '../support/deploy-to-twin';
import { PLACES } from '../support/places';
import { type OpenedProject, PROJECT } from '../support/project-copy';
import { sendRequest } from '../support/send-request';
import { type Service, VARIABLES } from '../support/service';
import { signingKey } from '../support/signing-key';
import { authorized } from '../support/surface';
import { startTwin } from '../support/twin/start-twin';
import { writeFiles } from '../support/write-project';

const GRANT = 'grant_type=client_credentials';

describe('a JavaScript project of create-twilio-function with auth.private.js copied in', () => {
  let project: OpenedProject;

  beforeAll(async () => {
    project = await createProject('javascript');
    copyBuilt('assets/auth.private.js', project.folder, 'assets/auth.private.js');
    copyBuilt('assets/jwt.private.js', project.folder, 'assets/jwt.private.js');
    writeFiles(project.folder, {
      'functions/basic.js': adoptListing('functions/basic.js'),
      'functions/token.js': adoptListing('functions/token.js'),
    });
  });
  afterAll(() => project.remove());

  describe.each(PLACES)('$place', ({ start }) => {
    let service: Service;
    beforeAll(async () => {
      const variables = { ...VARIABLES, JWT_SIGNING_KEY: signingKey() };
      service = await start({ folder: project.folder, variables });
    });
    afterAll(() => service.close());

    test('issues tokens, with jwt.private.js copied in as well', async () => {
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

    test('lets the right credentials in', async () => {
      const answer = await sendRequest(`${service.url}/basic`, { headers: authorized() });

      expect(answer).toMatchObject({ status: 200, body: 'Ahoy, twilio!' });
    });

    test('leaves the project’s other Functions as they were', async () => {
      const answer = await sendRequest(`${service.url}/hello-world`);

      expect(answer.status).toBe(200);
      expect(answer.body).toContain('<Response>');
    });
  });
});

describe('a TypeScript project of create-twilio-function with auth.d.ts copied in', () => {
  let project: OpenedProject;

  beforeEach(async () => {
    project = await createProject('typescript');
    copyBuilt('assets/auth.private.js', project.folder, 'src/assets/auth.private.js');
    copyBuilt('types/auth.d.ts', project.folder, 'src/auth.d.ts');
    copyBuilt('types/jwt.d.ts', project.folder, 'src/jwt.d.ts');
  });
  afterEach(() => project.remove());

  test('compiles with its own settings, and is guarded once deployed', async () => {
    writeFiles(project.folder, {
      'src/functions/basic.ts': adoptListing('src/functions/basic.ts'),
      'src/functions/token.ts': adoptListing('src/functions/token.ts'),
    });
    const compiler = compile(project.folder);
    const exitCode = await compiler.exited;
    copyBuilt('assets/auth.private.js', project.folder, 'dist/assets/auth.private.js');

    const twin = await startTwin();
    const folders = ['--functions-folder', 'dist/functions', '--assets-folder', 'dist/assets'];
    await runDeploy(twin, project.folder, VARIABLES, folders);
    const url = twin.environments()[0]?.url ?? '';
    const refused = await sendRequest(`${url}/basic`);
    const admitted = await sendRequest(`${url}/basic`, { headers: authorized() });
    await twin.close();

    expect({ exitCode, printed: compiler.logs() }).toEqual({ exitCode: 0, printed: '' });
    expect([refused.status, admitted.status]).toEqual([401, 200]);
  });

  test.each([
    {
      what: 'a secret on the principal',
      code: 'withAuth(basic(), (context) => context.auth.password)',
      error: /basic\.ts\(\d+,\d+\): error TS2339: Property 'password' does not exist/,
    },
    {
      what: 'a principal that may not be there',
      code: 'withAuth({ schemes: basic(), enforce: false }, (context) => context.auth.username)',
      error: /basic\.ts\(\d+,\d+\): error TS18048: 'context\.auth' is possibly 'undefined'/,
    },
    {
      what: 'an option that is not there',
      code: 'withAuth(basic({ relm: "Staff" }), () => "Ahoy")',
      error: /basic\.ts\(\d+,\d+\): error TS2561: .*'relm'/,
    },
    {
      what: 'no policy',
      code: 'withAuth(() => "Ahoy")',
      error: /basic\.ts\(\d+,\d+\): error TS2554: Expected 2 arguments/,
    },
  ])('does not compile with $what', async ({ code, error }) => {
    const listing = adoptListing('src/functions/basic.ts');
    const [head] = listing.split('export const handler');
    const wrong = `${head}export const handler = ${code};\n`;
    writeFiles(project.folder, { 'src/functions/basic.ts': wrong });
    const compiler = compile(project.folder);

    expect(await compiler.exited).not.toBe(0);
    expect(compiler.stdout()).toMatch(error);
  });
});

/** Runs the installed compiler with the project's own tsconfig.json. */
function compile(folder: string): Child {
  const tsc = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
  return startNode([tsc, '--project', folder], { cwd: folder, env: {} });
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendRequest } from '../support/clients/send-request';
import { authorized } from '../support/guard/conformance-cases';
import { basicAuthorization } from '../support/guard/invoke';
import { type GuidedProject, openGuidedProject } from '../support/package/guided-project';
import { useTypeScript7 } from '../support/package/use-typescript-7';
import { createDatabase } from '../support/postgres/database';
import { type Child, startNode } from '../support/processes/child';
import { runShell } from '../support/processes/run-shell';
import { PROJECT } from '../support/projects/project';
import { readSections } from '../support/projects/read-guide';
import { writeFiles } from '../support/projects/write-project';
import { deployToSimulator } from '../support/services/deploy-to-simulator';
import { startLocalService } from '../support/services/local-service';
import { type Service, VARIABLES } from '../support/services/service';

// docs/add-to-existing-project.md, followed line by line in projects of each kind.

const GUIDE = readFileSync(join(PROJECT, 'docs', 'add-to-existing-project.md'), 'utf8');
const SECTIONS = readSections(GUIDE);
const stepsOf = (section: string) => SECTIONS.get(section) ?? [];

const DIRECTORY = 'The directory';
const ES_MODULES = 'ES modules';
const IN_JAVASCRIPT = [
  'Check your project',
  'Install it',
  'Start with one Function',
  'Guard your own Functions',
  'Try it',
  'Add more',
  'Bundlers',
  'Stay up to date',
  'Without a package',
];
const IN_TYPESCRIPT = ['TypeScript', 'Copies in TypeScript'];

const GUARDED = ['basic', 'hello-world', 'bundled', 'copied'];
const GRANT = 'grant_type=client_credentials';

test('every section with commands or listings is followed', () => {
  expect([...SECTIONS.keys()].toSorted()).toEqual(
    [...IN_JAVASCRIPT, ...IN_TYPESCRIPT, DIRECTORY, ES_MODULES].toSorted(),
  );
});

const statusesOf = async ({ url }: Pick<Service, 'url'>, path: string, password: string) => {
  const authorization = basicAuthorization('twilio', password);
  const answers = [
    await sendRequest(`${url}/${path}`),
    await sendRequest(`${url}/${path}`, { headers: { authorization } }),
  ];
  return answers.map(({ status }) => status);
};

describe('a JavaScript project of create-twilio-function', () => {
  let project: GuidedProject;
  beforeAll(async () => {
    project = await openGuidedProject('javascript');
  });
  afterAll(() => project.close());

  test('prints what the README of the package shows before adoption', async () => {
    const readme = readSections(readFileSync(join(PROJECT, 'package', 'README.md'), 'utf8'));
    const steps = readme.get('Start in an existing project') ?? [];

    expect(steps).not.toEqual([]);
    expect(await project.follow(steps)).toEqual([]);
  });

  test.each(IN_JAVASCRIPT)('prints the answers of the section "%s"', async (section) => {
    expect(await project.follow(stepsOf(section))).toEqual([]);
  });

  describe('deployed with the Functions of the guide', () => {
    let service: Service;
    beforeAll(async () => {
      await project.stop();
      const { folder } = project;
      const [key = ''] = /^JWT_SIGNING_KEY=.*$/m.exec(readIn(folder, '.env')) ?? [];
      const signingKey = key.slice('JWT_SIGNING_KEY='.length).replaceAll("'", '');
      const variables = { ...VARIABLES, JWT_SIGNING_KEY: signingKey };
      service = await deployToSimulator({ folder, variables });
    });
    afterAll(() => service.close());

    test.each(GUARDED)('/%s accepts the right password only', async (path) => {
      expect(await statusesOf(service, path, VARIABLES.PASSWORD)).toEqual([401, 200]);
    });

    test.each(['token', 'copied-token'])('/%s issues tokens', async (path) => {
      const answer = await sendRequest(`${service.url}/${path}`, {
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

    test('/private-message, which is not guarded, is not changed', async () => {
      const answer = await sendRequest(`${service.url}/private-message`);

      expect(answer.status).toBe(200);
      expect(answer.body).toContain('<Response>');
    });
  });

  test('gets the directory, its tables and the first account', async () => {
    const database = await createDatabase({ isEmpty: true });
    const env = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
    try {
      expect(await project.follow(stepsOf(DIRECTORY), env)).toEqual([]);
    } finally {
      await database.close();
    }
  });
});

test('a project of ES modules is guarded locally', async () => {
  const project = await openGuidedProject('javascript');
  const { folder } = project;
  await project.follow(stepsOf('Install it'));
  const manifest = JSON.parse(readIn(folder, 'package.json'));
  writeFiles(folder, { 'package.json': JSON.stringify({ ...manifest, type: 'module' }) });
  await project.follow(stepsOf(ES_MODULES));
  const service = await startLocalService({ folder, variables: VARIABLES });
  try {
    expect(await statusesOf(service, 'module', VARIABLES.PASSWORD)).toEqual([401, 200]);
  } finally {
    await service.close();
    await project.close();
  }
});

// Handlers that the types of the library refuse.
const WRONG = [
  {
    what: 'a secret on the principal',
    code: 'withAuth(basic(), (context) => context.auth.password)',
    error: /error TS2339: Property 'password' does not exist/,
  },
  {
    what: 'a principal that may be undefined',
    code: 'withAuth({ schemes: basic(), enforce: false }, (context) => context.auth.username)',
    error: /error TS18048: 'context\.auth' is possibly 'undefined'/,
  },
  {
    what: 'an unknown option',
    code: 'withAuth(basic({ relm: "Staff" }), () => "Ahoy")',
    error: /error TS2561: .*'relm'/,
  },
  {
    what: 'no policy',
    code: 'withAuth(() => "Ahoy")',
    error: /error TS2554: Expected 2 arguments/,
  },
] as const;

describe('a TypeScript project of create-twilio-function', () => {
  let project: GuidedProject;
  beforeAll(async () => {
    project = await openGuidedProject('typescript');
    await project.follow(stepsOf('Install it'));
    useTypeScript7(project.folder);
  });
  afterAll(() => project.close());

  test.each(IN_TYPESCRIPT)('prints the answers of the section "%s"', async (section) => {
    expect(await project.follow(stepsOf(section))).toEqual([]);
  });

  test('is guarded after npm start, with the package and with its copy', async () => {
    expect(await project.follow(stepsOf('Try it'))).toEqual([]);

    const [, password = ''] = /^PASSWORD=(.+)$/m.exec(readIn(project.folder, '.env')) ?? [];
    expect(await statusesOf(project, 'ahoy', password)).toEqual([401, 200]);
    expect(await statusesOf(project, 'copied', password)).toEqual([401, 200]);
  });

  test('has the same assets after another build, and no sources among them', async () => {
    const built = () => readdirSync(join(project.folder, 'dist', 'assets')).toSorted();
    const first = built();
    await runShell('npm run build', { cwd: project.folder });

    expect(built()).toEqual(first);
    expect(first).toEqual(expect.arrayContaining(['auth.private.js', 'jwt.private.js']));
    expect(first.filter((name) => name.endsWith('.ts'))).toEqual([]);
  });

  describe('does not compile', () => {
    const wrong = ['ahoy.ts', 'copied.ts'].flatMap((listing) =>
      WRONG.map((one, index) => ({ ...one, listing, file: `wrong/${index}-${listing}` })),
    );
    let compiler: Child;

    // All of them at once, as the compiler takes most of the time.
    beforeAll(() => {
      for (const { listing, file, code } of wrong) {
        const text = readIn(project.folder, `src/functions/${listing}`);
        const [head = ''] = text.replace('../types', '../../types').split('export const handler');
        writeFiles(project.folder, {
          [`src/functions/${file}`]: `${head}export const handler = ${code};\n`,
        });
      }
      compiler = compile(project.folder);
    });

    test.each(wrong)('$listing with $what', async ({ file, error }) => {
      expect(await compiler.exited).not.toBe(0);
      const lines = compiler.stdout().split('\n');
      expect(lines.filter((line) => line.includes(file)).join('\n')).toMatch(error);
    });
  });
});

/** Runs the installed compiler with the project's own tsconfig.json. */
function compile(folder: string): Child {
  const tsc = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
  return startNode([tsc, '--project', folder], { cwd: folder, env: {} });
}

function readIn(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

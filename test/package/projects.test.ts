import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { jsonFields, sendRequest } from '../support/clients/send-request';
import { addAccount, addMember } from '../support/directory/directory-rows';
import { cheapHash } from '../support/guard/cheap-hash';
import { authorized } from '../support/guard/conformance-cases';
import { basicAuthorization } from '../support/guard/invoke';
import { signingKey } from '../support/guard/signing-key';
import { FUNCTIONS } from '../support/package/adopting-functions';
import { installPackage } from '../support/package/package-tarball';
import { createDatabase, type TestDatabase } from '../support/postgres/database';
import { runShell } from '../support/processes/run-shell';
import { makeTempFolder } from '../support/processes/temp-folder';
import { createProject } from '../support/projects/adopting-project';
import type { OpenedProject } from '../support/projects/project-copy';
import { writeFiles } from '../support/projects/write-project';
import { ENVIRONMENTS } from '../support/services/environments';
import { startLocalService } from '../support/services/local-service';
import { type Service, VARIABLES } from '../support/services/service';

const ORIGIN = 'https://service.example';
const GRANT = 'grant_type=client_credentials';
const PASSWORD = 'a violet armadillo naps';
const ROLES = { developer: 'read-write', team: 'manager', administrator: true } as const;

/** The statuses of /basic without credentials, with the right ones, and with a wrong password. */
async function statusesOf({ url }: Service): Promise<readonly number[]> {
  const wrong = { headers: { authorization: basicAuthorization('twilio', 'wrong') } };
  const answers = [
    await sendRequest(`${url}/basic`),
    await sendRequest(`${url}/basic`, { headers: authorized() }),
    await sendRequest(`${url}/basic`, wrong),
  ];
  return answers.map(({ status }) => status);
}

describe('a JavaScript project of create-twilio-function with the package installed', () => {
  let project: OpenedProject;
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase();
    project = await createProject('javascript', installPackage);
    for (const [name, code] of Object.entries(FUNCTIONS)) {
      writeFiles(join(project.folder, 'functions'), { [name]: code });
    }
  });
  afterAll(async () => {
    project.remove();
    await database.close();
  });

  describe.each(ENVIRONMENTS)('$environment', ({ start }) => {
    let service: Service;
    beforeAll(async () => {
      const variables = {
        ...VARIABLES,
        JWT_SIGNING_KEY: signingKey(),
        DATABASE_URL: database.url,
        DIRECTORY_KEY: randomBytes(32).toString('base64'),
        PUBLIC_URL: ORIGIN,
      };
      service = await start({ folder: project.folder, variables });
    });
    afterAll(() => service.close());

    const post = (path: string, body: string, headers: readonly string[]) =>
      sendRequest(`${service.url}/${path}`, { method: 'POST', headers, body });

    test('accepts the right password and refuses others', async () => {
      expect(await statusesOf(service)).toEqual([401, 200, 401]);
    });

    test('issues a token, which opens a Function for bearers', async () => {
      const issued = await sendRequest(`${service.url}/token`, {
        method: 'POST',
        headers: {
          ...authorized(),
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': `${GRANT.length}`,
        },
        body: GRANT,
      });
      const { access_token: token } = JSON.parse(issued.body);
      const headers = { Authorization: `Bearer ${token}` };
      const answers = [
        await sendRequest(`${service.url}/guarded`, { headers }),
        await sendRequest(`${service.url}/guarded`),
      ];
      expect(answers).toMatchObject([{ status: 200, body: 'twilio' }, { status: 401 }]);
    });

    test('logs a user of the directory in, and knows the session', async () => {
      const account = await addAccount(database);
      const { email } = await addMember(database, account, ROLES);
      await database.query('update users set password_hash = $1', [cheapHash(PASSWORD)]);
      const input = JSON.stringify({ json: true, email, password: PASSWORD });
      const page = ['Host', 'service.example', 'Origin', ORIGIN];
      const loggedIn = await post('session/log-in', input, [...page, ...jsonFields(input)]);
      const [cookie = ''] = (loggedIn.cookies[0] ?? '').split(';');
      const shown = await sendRequest(`${service.url}/session/show`, {
        headers: { Cookie: cookie },
      });
      expect([loggedIn.status, shown.status]).toEqual([200, 200]);
      expect(JSON.parse(shown.body)).toMatchObject({ status: 'authenticated', user: { email } });
    });

    test('loads one copy of the package for all Functions', async () => {
      const bodies = [];
      for (const path of ['one/first', 'one/second', 'one/first']) {
        bodies.push((await sendRequest(`${service.url}/${path}`)).body);
      }
      expect(bodies).toEqual(['1', '1', '1']);
    });
  });
});

const LISTING = `import { basic, withAuth } from 'twilio-functions-auth';
import { tokenEndpoint } from 'twilio-functions-auth/jwt';
import { endpoint, operations } from 'twilio-functions-auth/directory';

export const others = [tokenEndpoint, endpoint, operations.session.logIn.name];
export const handler = withAuth(basic(), (context, _event, callback) => {
  callback(null, context.auth.username);
});
`;

describe('a TypeScript project of create-twilio-function with the package installed', () => {
  let project: OpenedProject;

  beforeAll(async () => {
    project = await createProject('typescript', installPackage);
    writeFiles(project.folder, {
      'src/functions/basic.ts': LISTING,
      '.twilioserverlessrc': JSON.stringify({
        functionsFolder: 'dist/functions',
        assetsFolder: 'dist/assets',
      }),
    });
    await runShell('npm run build', { cwd: project.folder });
  });
  afterAll(() => project.remove());

  test.each(ENVIRONMENTS)('is guarded after its own build, $environment', async ({ start }) => {
    const { folder } = project;
    const service = await start({ folder, variables: VARIABLES });
    try {
      expect(await statusesOf(service)).toEqual([401, 200, 401]);
    } finally {
      await service.close();
    }
  });
});

test.each([
  ['an npm workspace whose packages are hoisted', 'packages/functions'],
  ["a Flex plugin's serverless folder", 'serverless'],
])('a project in %s is guarded', async (_what, path) => {
  const root = makeTempFolder('workspace');
  const folder = join(root.path, path);
  const created = await createProject('javascript', () => undefined);
  mkdirSync(join(folder, '..'), { recursive: true });
  renameSync(created.folder, folder);
  writeFiles(root.path, { 'package.json': JSON.stringify({ private: true, workspaces: [path] }) });
  installPackage(folder, join(root.path, 'node_modules'));
  writeFiles(folder, { 'functions/basic.js': FUNCTIONS['basic.js'] ?? '' });
  const service = await startLocalService({ folder, variables: VARIABLES });
  try {
    expect(await statusesOf(service)).toEqual([401, 200, 401]);
  } finally {
    await service.close();
    root.remove();
  }
});

test('a project of ES modules is guarded on this machine', async () => {
  const { folder, remove } = await createProject('javascript', installPackage);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  writeFiles(folder, {
    'package.json': JSON.stringify({ ...manifest, type: 'module' }),
    'functions/basic.js': `import { basic, withAuth } from 'twilio-functions-auth';
export const handler = withAuth(basic(), (context, event, callback) => callback(null, 'OK'));`,
  });
  const service = await startLocalService({ folder, variables: VARIABLES });
  try {
    expect(await statusesOf(service)).toEqual([401, 200, 401]);
  } finally {
    await service.close();
    remove();
  }
});

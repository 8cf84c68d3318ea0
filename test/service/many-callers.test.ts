import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hashPassword } from '../../lib/passwords/scrypt';
import { sendRequest } from '../support/clients/send-request';
import { basicAuthorization } from '../support/guard/invoke';
import { copyProject, type OpenedProject } from '../support/projects/project-copy';
import { ENVIRONMENTS } from '../support/services/environments';
import type { Service } from '../support/services/service';

// Many callers, hashed passwords, the brake and the record, over HTTP.

const PEPPER = 'a pepper of 20 chars';
const BCRYPT = '$2y$10$Q6GeMFPd0dAxhQULPDdAn.DFy6NDmLaU0A7e2XoJz7PFYAEADFKbC';
const ARGON2ID =
  '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';

/** A copy of the project with an htpasswd file, and a Function with a database of its own. */
function copyProjectWithUsers(): OpenedProject {
  const project = copyProject();
  const built = join(project.folder, '.twilioserverless');
  mkdirSync(join(built, 'functions'), { recursive: true });
  writeFileSync(
    join(built, 'assets', 'users.private.htpasswd'),
    `# deployed as a private asset\nfile:${BCRYPT}\n`,
  );
  writeFileSync(
    join(built, 'functions', 'database.js'),
    `const { basic, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    const verify = async (username, password, context) => {
      await new Promise(setImmediate);
      return password === context.DATABASE_PASSWORD ? { username } : null;
    };
    exports.handler = withAuth(basic({ verify }), (context) => context.auth);`,
  );
  return project;
}

describe.each(ENVIRONMENTS)('$environment', ({ start }) => {
  let project: OpenedProject;
  let service: Service;

  beforeAll(async () => {
    project = copyProjectWithUsers();
    const [scrypt, peppered] = await Promise.all([
      hashPassword('scrypt password'),
      hashPassword('peppered password', PEPPER),
    ]);
    service = await start({
      folder: project.folder,
      variables: {
        USERNAME: 'pair',
        PASSWORD: scrypt,
        BASIC_AUTH_CREDENTIALS: `plain:plain password\n# a comment\npeppered:${peppered}`,
        BASIC_AUTH_CREDENTIALS_2: `argon:${ARGON2ID}\npair:the next password`,
        PASSWORD_PEPPER: PEPPER,
        DATABASE_PASSWORD: 'database password',
      },
    });
  });

  afterAll(async () => {
    await service?.close();
    project?.remove();
  });

  const call = (username: string, password: string, path = '/whoami') =>
    sendRequest(service.url + path, {
      headers: { Authorization: basicAuthorization(username, password) },
    });

  test.each([
    ['scrypt', 'pair', 'scrypt password'],
    ['another source, for the same user', 'pair', 'the next password'],
    ['plain text', 'plain', 'plain password'],
    ['scrypt with a pepper', 'peppered', 'peppered password'],
    ['argon2id', 'argon', 'password'],
    ['bcrypt, in the htpasswd file', 'file', 'htpasswd-bcrypt'],
  ])('lets in by %s', async (_what, username, password) => {
    const answer = await call(username, password);

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ scheme: 'basic', username });
  });

  test('lets in by a database of the Function’s own', async () => {
    const answer = await call('anybody', 'database password', '/database');

    expect(JSON.parse(answer.body)).toEqual({ scheme: 'basic', username: 'anybody' });
    expect((await call('anybody', 'other', '/database')).status).toBe(401);
  });

  test.each([
    ['a stored hash for a password', 'file', BCRYPT],
    ['the password of somebody else', 'plain', 'scrypt password'],
    ['an unknown user', 'nobody', 'plain password'],
  ])('refuses %s', async (_what, username, password) => {
    expect(await call(username, password)).toMatchObject({ status: 401, body: 'Unauthorized' });
  });

  test('does not send the htpasswd file to anybody', async () => {
    const { status, body } = await sendRequest(`${service.url}/users.htpasswd`);

    expect([403, 404]).toContain(status);
    expect(body).not.toContain('$2y$');
  });

  test.each([
    ['a user who exists', 'plain'],
    ['a user who does not', 'somebody'],
  ])('slows the guesses at %s', async (_what, username) => {
    const answers = [];
    for (let count = 0; count < 12; count += 1)
      answers.push(await call(username, `guess ${count}`));

    const last = answers.at(-1);
    expect(last).toMatchObject({ status: 429, body: 'Too Many Requests' });
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect(last?.headers).not.toHaveProperty('www-authenticate');
  });

  test('still lets in who was let in before', async () => {
    expect((await call('plain', 'plain password')).status).toBe(200);
  });

  test('records who came in and who did not, without a word that a stranger typed', async () => {
    await call('argon', 'password', '/basic');
    await call('argon', 'mistyped-secret', '/basic');
    await call('secret-in-the-wrong-field', 'x', '/basic');
    await sendRequest(`${service.url}/basic`);

    // The last line is written after its answer was sent.
    while (decisionsIn(service.logs(), '/basic').length < 4) await setTimeout(10);
    expect(decisionsIn(service.logs(), '/basic')).toEqual([
      decision('allow', 'CREDENTIALS_ACCEPTED', 'argon'),
      decision('block', 'CREDENTIALS_INVALID', 'argon'),
      decision('block', 'CREDENTIALS_INVALID'),
      decision('block', 'CREDENTIALS_MISSING'),
    ]);
    expect(service.logs()).not.toMatch(/mistyped-secret|secret-in-the-wrong|plain password|\$2y\$/);
  });
});

/** The decisions in a log about one path. */
function decisionsIn(logs: string, path: string): readonly { readonly path?: string }[] {
  const lines = logs.split('\n').flatMap((line) => /\{"basic_auth".*\}/.exec(line) ?? []);
  return lines.map((line) => JSON.parse(line)).filter((decided) => decided.path === path);
}

function decision(made: string, code: string, username?: string) {
  return {
    basic_auth: { decision: made, ...(username === undefined ? {} : { username }) },
    scheme: 'basic',
    code,
    path: '/basic',
    enforced: true,
  };
}

describe.each(ENVIRONMENTS)('$environment, with settings that are wrong', ({ start }) => {
  test('lets nobody in, and names the user, the place and the way out', async () => {
    const service = await start({
      variables: {
        BASIC_AUTH_CREDENTIALS: 'ada:password 1\ngrace:{SHA}2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
      },
    });
    try {
      const headers = { Authorization: basicAuthorization('ada', 'password 1') };
      const answer = await sendRequest(`${service.url}/basic`, { headers });

      expect(answer).toMatchObject({ status: 500, body: 'Authentication is not configured' });
      expect(service.logs()).toContain(
        'the password of user "grace" in line 2 of BASIC_AUTH_CREDENTIALS looks like a hash of an ' +
          'unsupported format: hash the password again with npm run credentials -- hash',
      );
      expect(service.logs()).not.toContain('2jmj7l5rSw0');
    } finally {
      await service.close();
    }
  });
});

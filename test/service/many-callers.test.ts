import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hashPassword } from '../../lib/passwords/scrypt';
import { sendRequest } from '../support/clients/send-request';
import { cheapHash } from '../support/guard/cheap-hash';
import { basicAuthorization } from '../support/guard/invoke';
import { copyProject, ENDPOINTS, type OpenedProject } from '../support/projects/project-copy';
import { ENVIRONMENTS } from '../support/services/environments';
import type { Service } from '../support/services/service';

// These tests call a service with many users, hashed passwords, the throttle and the decision log over HTTP.

const PEPPER = 'a pepper of 20 chars';
const BCRYPT = '$2y$10$Q6GeMFPd0dAxhQULPDdAn.DFy6NDmLaU0A7e2XoJz7PFYAEADFKbC';
const ARGON2ID =
  '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';

/** Copies the project and adds an htpasswd file and a Function with its own user database. */
function copyProjectWithUsers(): OpenedProject {
  const project = copyProject({ without: ENDPOINTS });
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
    const peppered = await hashPassword('peppered password', PEPPER);
    service = await start({
      folder: project.folder,
      variables: {
        USERNAME: 'main',
        PASSWORD: cheapHash('scrypt password'),
        BASIC_AUTH_CREDENTIALS: `plain:plain password\n# a comment\npeppered:${peppered}`,
        BASIC_AUTH_CREDENTIALS_2: `argon:${ARGON2ID}\nmain:the next password`,
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
    ['scrypt', 'main', 'scrypt password'],
    ['a second source for the same user', 'main', 'the next password'],
    ['plain text', 'plain', 'plain password'],
    ['scrypt with a pepper', 'peppered', 'peppered password'],
    ['argon2id', 'argon', 'password'],
    ['bcrypt in the htpasswd file', 'file', 'htpasswd-bcrypt'],
  ])('accepts a password stored as %s', async (_what, username, password) => {
    const answer = await call(username, password);

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ scheme: 'basic', username });
  });

  test('accepts a password of the Function’s own database', async () => {
    const answer = await call('any-name', 'database password', '/database');

    expect(JSON.parse(answer.body)).toEqual({ scheme: 'basic', username: 'any-name' });
    expect((await call('any-name', 'other', '/database')).status).toBe(401);
  });

  test.each([
    ['a stored hash as the password', 'file', BCRYPT],
    ['the password of another user', 'plain', 'scrypt password'],
    ['an unknown user', 'nobody', 'plain password'],
  ])('refuses %s', async (_what, username, password) => {
    expect(await call(username, password)).toMatchObject({ status: 401, body: 'Unauthorized' });
  });

  test('never serves the htpasswd file', async () => {
    const { status, body } = await sendRequest(`${service.url}/users.htpasswd`);

    expect([403, 404]).toContain(status);
    expect(body).not.toContain('$2y$');
  });

  test.each([
    ['an existing user', 'plain'],
    ['an unknown user', 'unknown'],
  ])('throttles guesses at the password of %s', async (_what, username) => {
    const answers = [];
    for (let count = 0; count < 12; count += 1)
      answers.push(await call(username, `guess ${count}`));

    const last = answers.at(-1);
    expect(last).toMatchObject({ status: 429, body: 'Too Many Requests' });
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect(last?.headers).not.toHaveProperty('www-authenticate');
  });

  test('still accepts a user who was accepted before', async () => {
    expect((await call('plain', 'plain password')).status).toBe(200);
  });

  test('logs every decision without any text that an unauthenticated caller typed', async () => {
    await call('argon', 'password', '/basic');
    await call('argon', 'mistyped-secret', '/basic');
    await call('secret-in-the-wrong-field', 'x', '/basic');
    await sendRequest(`${service.url}/basic`);

    // The last line is written after the response.
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

/** Returns the decisions about one path in a log. */
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

describe.each(ENVIRONMENTS)('$environment, a service with invalid settings', ({ start }) => {
  test('refuses every caller and logs the user, the location and the fix', async () => {
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

import { join } from 'node:path';
import { useDirectory } from '../support/directory/directory';
import { sessionFor } from '../support/directory/session-for';
import { invoke } from '../support/guard/invoke';

// The statements of docs/directory/invalid-input.md that no other test covers, line by line.

const SETTINGS = {
  DOMAIN_NAME: 'example-1234.twil.io',
  DATABASE_URL: 'postgres://directory:secret@db.example.com/directory?sslmode=verify-full',
  DIRECTORY_KEY: Buffer.alloc(32, 7).toString('base64'),
};

describe('a setting', () => {
  const logged: string[] = [];
  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(console, 'error').mockImplementation((...line) => logged.push(line.join(' ')));
  });

  const DATABASES: readonly (readonly [string, string, string])[] = [
    ['DATABASE_URL', '', 'DATABASE_URL is required'],
    ['DATABASE_URL', 'mysql://a:b@localhost/c', 'DATABASE_URL must be a URL such as postgres://'],
    [
      'DATABASE_URL',
      'postgres://a:b@db.example.com/c',
      'DATABASE_URL must have ?sslmode=verify-full, because its host is another machine',
    ],
    ['DIRECTORY_KEY', '', 'DIRECTORY_KEY is required'],
    ['DIRECTORY_KEY', 'short', 'DIRECTORY_KEY must be 32 bytes in base64'],
    ['DIRECTORY_KEY_PREVIOUS', 'short', 'DIRECTORY_KEY_PREVIOUS must be 32 bytes in base64'],
    ['PUBLIC_URL', 'http://example.com', 'PUBLIC_URL must be an https URL'],
    ['ALLOW_SIGNUP', 'yes', 'ALLOW_SIGNUP must be true or false'],
    ['SMTP_URL', 'smtps://a:b@c', 'MAIL_FROM is required'],
    ['SMTP_URL', 'smtps://a:b/c@d', 'SMTP_URL'],
  ];

  test.each(DATABASES)(
    'that is invalid gets 500 and is named in the log: %s=%j',
    async (...row) => {
      const [name, value, problem] = row;
      const variables = { ...SETTINGS, [name]: value };

      const guarded = await invoke(handlerOf('session/show'), { variables });
      const open = await invoke(handlerOf('session/log-in'), { variables });

      expect([guarded.status, guarded.body]).toEqual([500, 'Authentication is not configured']);
      expect([open.status, open.body]).toMatchObject([500, { error: { code: 'NOT_CONFIGURED' } }]);
      expect(logged).toEqual([expect.stringContaining(problem), expect.stringContaining(problem)]);
      expect(logged.join()).not.toContain('secret');
    },
  );
});

describe('a request', () => {
  const directory = useDirectory();
  let userId: string;
  beforeAll(async () => {
    userId = await directory.addUser('ada@example.com', {});
  });

  const update = async (input: object, headers: Readonly<Record<string, string | null>> = {}) => {
    const caller = await sessionFor(directory, { userId, accountId: null });
    return caller.call('account/update-profile', input, headers);
  };

  test.each([
    ['without a key', {}, 'name is missing or wrong'],
    ['with an unknown key', { name: 'Ada', more: 1 }, 'more is not known'],
    ['with a value of another type', { name: { first: 'Ada' } }, 'name is wrong'],
  ])('%s gets the problems without values', async (_what, input, problem) => {
    const { status, json } = await update(input);

    expect({ status, json }).toMatchObject({
      status: 400,
      json: { error: { code: 'INPUT_INVALID', problems: [problem] } },
    });
  });

  test.each([
    ['with another type', { 'content-type': 'text/plain' }, 415, 'CONTENT_TYPE_INVALID'],
    ['without a type', { 'content-type': null }, 415, 'CONTENT_TYPE_INVALID'],
    [
      'with a body that is shorter than its input',
      { 'content-length': '2' },
      400,
      'INPUT_MISPLACED',
    ],
    ['with the Origin of another service', { origin: 'https://x.twil.io' }, 403, 'ORIGIN_INVALID'],
    ['without an Origin', { origin: null }, 403, 'ORIGIN_INVALID'],
  ])('%s changes nothing', async (_what, headers, status, code) => {
    expect(await update({ name: 'Ada' }, headers)).toMatchObject({ status, code });
    expect(await update({ name: 'Ada' })).toMatchObject({ status: 200 });
  });

  test('nested too deeply is refused like others', async () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    const headers = { 'content-type': 'application/json', 'content-length': '200011' };
    const event = { email: deep, request: { headers, cookies: {} } };

    const answer = await invoke(handlerOf('session/log-in'), {
      variables: directory.variables,
      event,
    });

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { code: 'INPUT_INVALID', problems: ['the input is nested too deeply'] },
    });
  });
});

function handlerOf(path: string) {
  return require(join(__dirname, '..', '..', 'functions', path)).handler;
}

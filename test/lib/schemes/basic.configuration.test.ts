import { basic, withAuth } from '../../../assets/auth.private';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import { RELAXED } from '../../support/guard/no-throttle';
import { VARIABLES } from '../../support/services/service';

let errorLog: jest.SpyInstance;

beforeEach(() => {
  errorLog = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

const logged = () => errorLog.mock.calls.map((call) => call.join(' '));

async function answerTo(options: unknown, variables: Record<string, unknown> = VARIABLES) {
  const scheme = basic(...([options] as Parameters<typeof basic>));
  const handler = withAuth(scheme, () => 'in');
  return invoke(handler, { variables, authorization: basicAuthorization('twilio', 'ahoy!') });
}

describe('invalid variables cause 500 and are named in one log line', () => {
  test.each([
    ['PASSWORD unset', { USERNAME: 'twilio' }, ['PASSWORD is required']],
    ['PASSWORD empty', { ...VARIABLES, PASSWORD: '' }, ['PASSWORD is required']],
    ['PASSWORD of another type', { ...VARIABLES, PASSWORD: 12345678 }, ['PASSWORD is required']],
    ['USERNAME unset', { PASSWORD: 'ahoy!' }, ['USERNAME is required']],
    ['both unset', {}, ['USERNAME is required', 'PASSWORD is required']],
    ['USERNAME with a colon', { ...VARIABLES, USERNAME: 'a:b' }, ['USERNAME has a colon']],
    [
      'a control character',
      { ...VARIABLES, PASSWORD: 'a\nb' },
      ['PASSWORD has a control character'],
    ],
    [
      'half a surrogate pair',
      { ...VARIABLES, PASSWORD: 'a\ud800' },
      ['PASSWORD is not well-formed'],
    ],
    [
      'a stored hash',
      { ...VARIABLES, PASSWORD: `$2b$10$${'a'.repeat(53)}` },
      ['PASSWORD is an invalid bcrypt hash'],
    ],
    ['an LDAP hash', { ...VARIABLES, PASSWORD: '{SHA}2jmj7l5rSw0yVb' }, ['PASSWORD looks like']],
    [
      'a realm with a line break',
      { ...VARIABLES, BASIC_AUTH_REALM: 'a\r\nb' },
      ['BASIC_AUTH_REALM must be'],
    ],
    [
      'a CJK realm',
      { ...VARIABLES, BASIC_AUTH_REALM: '\u6697\u53f7' },
      ['BASIC_AUTH_REALM must be'],
    ],
    [
      'a realm of 129 characters',
      { ...VARIABLES, BASIC_AUTH_REALM: 'x'.repeat(129) },
      ['BASIC_AUTH_REALM must be'],
    ],
    [
      'a username and password longer than a header may be',
      { ...VARIABLES, PASSWORD: 'x'.repeat(8192) },
      ['PASSWORD is too long'],
    ],
    [
      'everything at once',
      { USERNAME: 'a:b', BASIC_AUTH_REALM: '\u00e5' },
      ['USERNAME has a colon', 'PASSWORD is required', 'BASIC_AUTH_REALM must be'],
    ],
  ])('%s', async (_name, variables, problems) => {
    const answer = await answerTo({}, variables);

    expect(answer).toMatchObject({ status: 500, body: 'Authentication is not configured' });
    expect(logged()).toHaveLength(1);
    for (const problem of problems) expect(logged()[0]).toContain(problem);
  });
});

describe('invalid options cause 500 and are named in one log line', () => {
  test.each([
    ['credentials without a colon', { credentials: 'ahoy!' }, 'credentials has no colon'],
    ['an empty username', { credentials: ':ahoy!' }, 'the username in credentials is required'],
    [
      'an empty password',
      { credentials: 'twilio:' },
      'the password of user "twilio" in credentials is required',
    ],
    ['nothing but a colon', { credentials: ':' }, 'the username in credentials is required'],
    [
      'a control character',
      { credentials: 'twilio:a\u007fb' },
      'the password of user "twilio" in credentials has a control',
    ],
    [
      'an object without a password',
      { credentials: { username: 'a' } },
      'the password of user "a" in credentials is required',
    ],
    [
      'a password that is not text',
      { credentials: { username: 'a', password: 1 } },
      'the password of user "a" in credentials is not text',
    ],
    [
      'a colon in an object',
      { credentials: { username: 'a:b', password: 'c' } },
      'the username in credentials has a colon',
    ],
    ['no credentials', { credentials: [] }, 'credentials must not be empty'],
    ['undefined credentials', { credentials: undefined }, 'credentials must be'],
    ['null', { credentials: null }, 'credentials must be'],
    ['a number', { credentials: [1] }, 'credentials[0] must be'],
    ['the second of several', { credentials: ['a:b', 'c'] }, 'credentials[1] has no colon'],
    [
      'a username twice',
      { credentials: ['a:password 1', 'a:password 2'] },
      'credentials has the user "a" more than once',
    ],
    ['an empty realm', { realm: '' }, 'realm must be 1 to 128 printable ASCII characters'],
    ['a realm that is no text', { realm: 7 }, 'realm must be'],
    ['a mistyped option', { relam: 'Staff' }, 'basic() has no option "relam"'],
  ])('%s', async (_name, options, problem) => {
    const answer = await answerTo(options);

    expect(answer).toMatchObject({ status: 500, body: 'Authentication is not configured' });
    expect(logged()).toEqual([expect.stringContaining(problem)]);
  });
});

test('one log line lists the problems, separated by semicolons, and says what they mean', async () => {
  await answerTo({}, { USERNAME: 'a:b' });

  expect(logged()).toEqual([
    'twilio-functions-auth: authentication is not configured: ' +
      'USERNAME has a colon, which ends a Basic username; PASSWORD is required.',
  ]);
});

test('a password with the marks of a hash in the middle is a plain password', async () => {
  const variables = { USERNAME: 'twilio', PASSWORD: 'ahoy{SHA}$2b$10$' };
  const authorization = basicAuthorization('twilio', variables.PASSWORD);

  expect(
    await invoke(
      withAuth(basic(), () => 'in'),
      { variables, authorization },
    ),
  ).toMatchObject({
    status: 200,
  });
});

test('no problem contains a configured value', async () => {
  const secret = 's3cr3t-value';
  await answerTo(
    {},
    { USERNAME: `${secret}:x`, PASSWORD: `${secret}\n`, BASIC_AUTH_REALM: `${secret}\n` },
  );
  await answerTo({
    credentials: [secret, `:${secret}`, `a:$${secret}`, `b:${secret}\n`, [secret]],
  });

  expect(logged()).toHaveLength(2);
  expect(logged().join()).not.toContain(secret);
});

test('an empty BASIC_AUTH_REALM is ignored, because a deploy drops empty variables', async () => {
  const handler = withAuth(basic(), () => 'in');

  const answer = await invoke(handler, { variables: { ...VARIABLES, BASIC_AUTH_REALM: '' } });

  expect(answer.headers['WWW-Authenticate']).toContain('realm="Authentication Required"');
});

describe('credentials may be given as', () => {
  test.each([
    ['a text', 'falken:joshua:2'],
    ['an object', { username: 'falken', password: 'joshua:2' }],
    ['an array of both', ['a:b', { username: 'falken', password: 'joshua:2' }, 'c:d']],
  ])('%s', async (_name, credentials) => {
    const handler = withAuth(
      basic({ credentials, ...RELAXED }),
      (context) => context.auth.username,
    );

    const answer = await invoke(handler, {
      authorization: basicAuthorization('falken', 'joshua:2'),
    });

    expect(answer.body).toBe('falken');
  });
});

test('variables: false ignores the variables', async () => {
  const handler = withAuth(basic({ credentials: 'falken:joshua 1', variables: false }), () => 'in');

  const answer = await invoke(handler, { authorization: basicAuthorization('twilio', 'ahoy!') });

  expect(answer.status).toBe(401);
});

test('a later change to the options object has no effect', async () => {
  const options = { credentials: ['falken:joshua 1'] };
  const handler = withAuth(basic(options), () => 'in');
  options.credentials.push('stranger:danger 1');

  const answer = await invoke(handler, {
    authorization: basicAuthorization('stranger', 'danger 1'),
  });

  expect(answer.status).toBe(401);
});

test('changed variables take effect with the next invocation', async () => {
  const handler = withAuth(basic(), () => 'in');
  const call = (PASSWORD: string, sent: string) =>
    invoke(handler, {
      variables: { USERNAME: 'twilio', PASSWORD },
      authorization: basicAuthorization('twilio', sent),
    });

  const statuses = [await call('old', 'old'), await call('new', 'old'), await call('new', 'new')];

  expect(statuses.map(({ status }) => status)).toEqual([200, 401, 200]);
});

test('the credentials of a removed variable are refused', async () => {
  const handler = withAuth(basic(), () => 'in');
  const authorization = basicAuthorization('twilio', 'ahoy!');

  const before = await invoke(handler, { authorization });
  const after = await invoke(handler, { authorization, variables: { USERNAME: 'twilio' } });

  expect([before.status, after.status]).toEqual([200, 500]);
});

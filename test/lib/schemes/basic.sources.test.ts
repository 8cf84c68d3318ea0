import { basic, hashPassword } from '../../../assets/auth.private';
import { RELAXED } from '../../support/guard/no-throttle';
import { presenter, problemsOf } from '../../support/guard/presenter';
import { deployAssets as deploy, removeAssets } from '../../support/services/deploy-assets';

// The known users are those of all sources together.

const ACCEPTED = { status: 'accepted' };
const REFUSED = { status: 'refused' };

afterEach(removeAssets);

test('the credentials of the variables, the htpasswd file and the options are combined', async () => {
  deploy({ '/users.htpasswd': 'file:{PLAIN}password 4\n' });
  const { present } = presenter(
    { credentials: 'option:password 5', ...RELAXED },
    {
      USERNAME: 'pair',
      PASSWORD: 'password 1',
      BASIC_AUTH_CREDENTIALS: 'list:password 2',
      BASIC_AUTH_CREDENTIALS_STAGING: 'staging:password 3',
    },
  );

  const outcomes = await Promise.all([
    present('pair', 'password 1'),
    present('list', 'password 2'),
    present('staging', 'password 3'),
    present('file', 'password 4'),
    present('option', 'password 5'),
    present('pair', 'password 2'),
  ]);

  expect(outcomes.map(({ status }) => status)).toEqual([...Array(5).fill('accepted'), 'refused']);
});

test('each source can be the only one', async () => {
  deploy({ '/staff.htpasswd': 'ada:{PLAIN}password 1' });
  const only = [
    presenter({ credentials: 'ada:password 1' }),
    presenter({ htpasswd: '/staff.htpasswd' }),
    presenter({}, { BASIC_AUTH_CREDENTIALS: 'ada:password 1' }),
    presenter({}, { BASIC_AUTH_CREDENTIALS_1: 'ada:password 1' }),
    presenter({}, { USERNAME: 'ada', PASSWORD: 'password 1' }),
    presenter({ verify: (username) => ({ scheme: 'basic', username }) }),
  ];

  for (const { present } of only)
    expect(await present('ada', 'password 1')).toMatchObject(ACCEPTED);
});

test('sources can be disabled', async () => {
  deploy({ '/users.htpasswd': 'file:{PLAIN}password 1' });
  const { present } = presenter(
    { credentials: 'option:password 2', variables: false, htpasswd: false },
    { USERNAME: 'pair', PASSWORD: 'password 3', BASIC_AUTH_CREDENTIALS: 'list:password 4' },
  );

  expect(await present('option', 'password 2')).toMatchObject(ACCEPTED);
  expect(await present('file', 'password 1')).toMatchObject(REFUSED);
  expect(await present('pair', 'password 3')).toMatchObject(REFUSED);
  expect(await present('list', 'password 4')).toMatchObject(REFUSED);
});

test('a user with a password in each of two sources can use either, until one is removed', async () => {
  const opened = presenter(RELAXED, {
    BASIC_AUTH_CREDENTIALS_OLD: `ada:${await hashPassword('the old password')}`,
    BASIC_AUTH_CREDENTIALS_NEW: `ada:${await hashPassword('the new password')}`,
  });

  expect(await opened.present('ada', 'the old password')).toMatchObject(ACCEPTED);
  expect(await opened.present('ada', 'the new password')).toMatchObject(ACCEPTED);

  const { BASIC_AUTH_CREDENTIALS_NEW } = opened.variables;
  opened.variables = { BASIC_AUTH_CREDENTIALS_NEW: BASIC_AUTH_CREDENTIALS_NEW as string };

  expect(await opened.present('ada', 'the old password')).toMatchObject(REFUSED);
  expect(await opened.present('ada', 'the new password')).toMatchObject(ACCEPTED);
});

describe('a list has one credential per line', () => {
  const list = (BASIC_AUTH_CREDENTIALS: string) => presenter(RELAXED, { BASIC_AUTH_CREDENTIALS });

  test.each([
    ['two lines', 'ada:password 1\ngrace:password 2'],
    ['lines that end as on Windows', 'ada:password 1\r\ngrace:password 2\r\n'],
    [
      'empty lines and comments',
      '\n# people: who\n  \nada:password 1\n   # more\ngrace:password 2\n',
    ],
  ])('%s', async (_what, text) => {
    const { present } = list(text);

    expect(await present('ada', 'password 1')).toMatchObject(ACCEPTED);
    expect(await present('grace', 'password 2')).toMatchObject(ACCEPTED);
  });

  test.each([
    ['a colon in the password', 'ada:password:1', 'ada', 'password:1'],
    ['spaces, which are part of a password', 'ada:  password ', 'ada', '  password '],
    ['a # further on', 'ada:pass#word #1', 'ada', 'pass#word #1'],
    [
      '128 characters on both sides',
      `${'ü'.repeat(128)}:${'😀'.repeat(128)}`,
      'ü'.repeat(128),
      '😀'.repeat(128),
    ],
    ['8 characters', 'a:12345678', 'a', '12345678'],
  ])('%s', async (_what, text, username, password) => {
    expect(await list(text).present(username, password)).toMatchObject(ACCEPTED);
  });
});

describe('a list with a mistake is an error that names its position', () => {
  test.each([
    ['no colon', 'ada:password 1\nsecret-word', 'line 2 of BASIC_AUTH_CREDENTIALS has no colon'],
    ['no user', ':password 1', 'the username in line 1 of BASIC_AUTH_CREDENTIALS is required'],
    [
      'no password',
      'ada:',
      'the password of user "ada" in line 1 of BASIC_AUTH_CREDENTIALS is required',
    ],
    [
      'a user of 129 characters',
      `${'u'.repeat(129)}:password 1`,
      'the username in line 1 of BASIC_AUTH_CREDENTIALS has over 128 characters',
    ],
    [
      '7 characters',
      'ada:1234567',
      'the password of user "ada" in line 1 of BASIC_AUTH_CREDENTIALS has 7 characters and must have at least 8',
    ],
    ['129 characters', `ada:${'x'.repeat(129)}`, 'has 129 characters and must have at most 128'],
    ['a tab', 'ada:password\t1', 'has a control character'],
    [
      'a user twice',
      'ada:password 1\nada:password 2',
      'BASIC_AUTH_CREDENTIALS has the user "ada" more than once',
    ],
    [
      'a user twice, in another Unicode composition',
      'caf\u00e9:password 1\ncafe\u0301:password 2',
      'has the user "caf\u00e9" more than once',
    ],
  ])('%s', (_what, BASIC_AUTH_CREDENTIALS, problem) => {
    const problems = problemsOf({}, { BASIC_AUTH_CREDENTIALS });

    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems.join()).not.toContain('secret-word');
  });

  test('the mistakes of every source are reported at once', () => {
    deploy({ '/users.htpasswd': '{SHA}x\nada:{SHA}x' });
    const problems = problemsOf(
      { credentials: ['ada', 'grace:short'] },
      { USERNAME: 'ada', BASIC_AUTH_CREDENTIALS: 'x', BASIC_AUTH_CREDENTIALS_2: 'x' },
    );

    expect(problems).toEqual([
      'PASSWORD is required',
      expect.stringContaining('line 1 of BASIC_AUTH_CREDENTIALS has no colon'),
      expect.stringContaining('line 1 of BASIC_AUTH_CREDENTIALS_2 has no colon'),
      expect.stringContaining('line 1 of the asset /users.htpasswd has no colon'),
      expect.stringContaining('in line 2 of the asset /users.htpasswd looks like a hash'),
      expect.stringContaining('credentials[0] has no colon'),
      expect.stringContaining('in credentials[1] has 5 characters'),
    ]);
  });
});

describe('the htpasswd file', () => {
  test('is read once, not for each request', async () => {
    const open = jest.fn(() => 'ada:{PLAIN}password 1');
    deploy({ '/users.htpasswd': open });
    const { present } = presenter(RELAXED);

    for (const password of ['password 1', 'password 2', 'password 1'])
      await present('ada', password);

    expect(open).toHaveBeenCalledTimes(1);
  });

  test.each([
    [
      'missing although it is named',
      { htpasswd: '/staff.htpasswd' },
      'there is no private asset /staff.htpasswd',
    ],
    ['named without a slash', { htpasswd: 'staff' }, 'htpasswd must be false or the name'],
  ])('%s is an error', (_what, options, problem) => {
    deploy({});

    expect(problemsOf(options).join()).toContain(problem);
  });

  test('is an error if it is not UTF-8, because distinct passwords would become equal', () => {
    deploy({ '/users.htpasswd': Buffer.from('ada:password \xff', 'latin1').toString() });

    expect(problemsOf({})).toEqual(['the asset /users.htpasswd is not UTF-8 text']);
  });

  test('is an error if it cannot be read', () => {
    deploy({
      '/users.htpasswd': () => {
        throw new Error('EACCES');
      },
    });

    expect(problemsOf({})).toEqual(['the asset /users.htpasswd cannot be read']);
  });
});

test.each([
  ['a list of comments', { BASIC_AUTH_CREDENTIALS: '# nobody' }],
  ['variables of another type', { BASIC_AUTH_CREDENTIALS: ['ada:password 1'] as never }],
])('no caller is accepted by %s', (_what, variables) => {
  expect(problemsOf({}, variables)).toEqual(['USERNAME is required', 'PASSWORD is required']);
});

describe('minPasswordLength', () => {
  test('changes the minimum for plain passwords only', async () => {
    const hash = await hashPassword('short');
    const credentials = ['ada:123456789012', `grace:${hash}`];

    expect(problemsOf({ minPasswordLength: 12, credentials })).toEqual([]);
    expect(problemsOf({ minPasswordLength: 13, credentials }).join()).toContain(
      'must have at least 13',
    );
  });

  test.each([0, 129, 1.5, '8', null])('cannot be %j', (given) => {
    expect(problemsOf({ minPasswordLength: given as number }).join()).toContain(
      'minPasswordLength must be a whole number from 1 to 128',
    );
  });
});

describe('a short PASSWORD', () => {
  const variables = { USERNAME: 'twilio', PASSWORD: 'ahoy!' };

  test('is accepted, because the example of Twilio is one, and logs one warning', async () => {
    const warning = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    await jest.isolateModulesAsync(async () => {
      const fresh = await import('../../../assets/auth.private');
      for (const scheme of [fresh.basic(), fresh.basic({ realm: 'B' })])
        scheme.configure(variables);
    });

    expect(warning.mock.calls).toEqual([
      ['twilio-functions-auth: PASSWORD has under 8 characters, so it can be guessed'],
    ]);
  });

  test('is a warning for the doctor, too', () => {
    expect(basic().configure(variables)).toMatchObject({
      warnings: ['PASSWORD has under 8 characters, so it can be guessed'],
    });
    expect(basic().configure({ USERNAME: 'twilio', PASSWORD: '12345678' })).toMatchObject({
      warnings: [],
    });
  });
});

test('the accepted callers of a scheme can be listed without secrets', async () => {
  const hash = await hashPassword('password 2', 'a pepper of 20 chars');
  const configured = basic({ credentials: `grace:${hash}` }).configure({
    USERNAME: 'ada',
    PASSWORD: 'password 1',
    PASSWORD_PEPPER: 'a pepper of 20 chars',
  });

  expect(configured).toMatchObject({
    accepts: [
      { username: 'ada', format: 'plain', peppered: false, source: 'USERNAME and PASSWORD' },
      { username: 'grace', format: 'scrypt', peppered: true, source: 'credentials' },
    ],
  });
  expect(JSON.stringify(configured)).not.toMatch(/password [12]|\$scrypt|pepper of/);
});

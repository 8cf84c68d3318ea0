import {
  accessOf,
  basic,
  type Decision,
  open,
  type Scheme,
  withAuth,
} from '../../../assets/auth.private';
import { basicAuthorization, invoke, run } from '../../support/guard/invoke';

const VALID = basicAuthorization('twilio', 'ahoy!');
const CHALLENGE = 'Basic realm="Authentication Required", charset="UTF-8"';

const handler = withAuth(basic(), (context) => `Ahoy, ${context.auth.username}!`);

test('with the right credentials, the handler runs and gets the username', async () => {
  const answer = await invoke(handler, { authorization: VALID });

  expect(answer).toMatchObject({ status: 200, body: 'Ahoy, twilio!' });
});

test('neither an accepted nor a refused request causes a warning', async () => {
  const written = (['warn', 'error'] as const).map((level) => jest.spyOn(console, level));
  await jest.isolateModulesAsync(async () => {
    const fresh = await import('../../../assets/auth.private');
    const guarded = fresh.withAuth(fresh.basic(), () => 'in');
    const variables = { USERNAME: 'twilio', PASSWORD: 'ahoy there!' };

    await invoke(guarded, {
      variables,
      authorization: basicAuthorization('twilio', 'ahoy there!'),
    });
    await invoke(guarded, { variables, authorization: 'Basic *' });

    for (const spy of written) expect(spy).not.toHaveBeenCalled();
  });
});

describe('every refusal is the same response, regardless of the reason', () => {
  test.each([
    ['no credentials', undefined],
    ['an empty header', ''],
    ['another scheme', 'Bearer dHdpbGlvOmFob3kh'],
    ['the scheme alone', 'Basic'],
    ['the scheme and a space', 'Basic '],
    ['invalid base64', 'Basic *****'],
    ['no colon', `Basic ${Buffer.from('twilio').toString('base64')}`],
    ['an unknown user', basicAuthorization('nobody', 'ahoy!')],
    ['a wrong password', basicAuthorization('twilio', 'ahoy?')],
    ['a prefix of the password', basicAuthorization('twilio', 'ahoy')],
    ['the password with a character appended', basicAuthorization('twilio', 'ahoy!!')],
    ['the username in another case', basicAuthorization('Twilio', 'ahoy!')],
    ['an empty username and password', basicAuthorization('', '')],
    ['two Authorization headers, both right', [VALID, VALID]],
    ['two credentials in one header', `${VALID}, ${VALID}`],
    ['a header of 8 kB', `Basic ${'QUFB'.repeat(2048)}`],
  ])('%s', async (_name, authorization) => {
    const answer = await invoke(handler, { authorization });

    expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
    expect(answer.headers).toEqual({
      'WWW-Authenticate': CHALLENGE,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'Set-Cookie': [],
    });
  });
});

describe('a caller who overwrites event.request is refused, and nothing throws', () => {
  test.each([
    ['?request=1', { request: '1' }],
    ['?request=a&request=b', { request: ['a', 'b'] }],
    ['{"request": null}', { request: null }],
    ['{"request": {}}', { request: {} }],
    ['{"request": {"headers": null}}', { request: { headers: null } }],
    ['{"request": {"headers": "authorization"}}', { request: { headers: 'authorization' } }],
    ['a number as the header', { request: { headers: { authorization: 1 } } }],
    ['an object as the header', { request: { headers: { authorization: { length: 5 } } } }],
    ['an array of arrays', { request: { headers: { authorization: [[VALID]] } } }],
    [
      'an own __proto__',
      JSON.parse(`{"request":{"headers":{"__proto__":{"authorization":"${VALID}"}}}}`),
    ],
  ])('%s', async (_name, event) => {
    const error = jest.spyOn(console, 'error');

    expect(await invoke(handler, { event })).toMatchObject({ status: 401, error: null });
    expect(error).not.toHaveBeenCalled();
  });

  test('a getter that throws', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const get = () => {
      throw new Error('no');
    };
    const event = Object.defineProperty({}, 'request', { get });

    expect(await invoke(handler, { event })).toMatchObject({ status: 401, error: null });
  });
});

test('without event.request, as under an old runtime handler, every caller is refused and the log says why', async () => {
  const warning = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  await jest.isolateModulesAsync(async () => {
    const fresh = await import('../../../assets/auth.private');
    const guarded = fresh.withAuth(fresh.basic(), () => 'in');

    const variables = { USERNAME: 'twilio', PASSWORD: 'ahoy there!' };
    const call = () => invoke(guarded, { variables, event: {} });
    const answers = [await call(), await call()];

    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(warning.mock.calls).toEqual([
      [
        expect.stringMatching(
          /event\.request is missing.*@twilio\/runtime-handler must be 1\.2\.0/,
        ),
      ],
    ]);
  });
});

describe('context.auth', () => {
  const whoami = withAuth(basic(), (context) => context.auth);

  test('names the scheme and the user and contains no secret', async () => {
    const { body } = await invoke(whoami, { authorization: VALID });

    expect(body).toEqual({ scheme: 'basic', username: 'twilio' });
  });

  test('cannot be changed by a handler', async () => {
    const { body } = await invoke(whoami, { authorization: VALID });

    expect(() => Object.assign(body as object, { username: 'admin' })).toThrow(TypeError);
  });

  test('does not come from the event, which the caller writes', async () => {
    const event = { auth: { username: 'admin' }, request: { headers: { authorization: VALID } } };

    expect((await invoke(whoami, { event })).body).toMatchObject({ username: 'twilio' });
  });

  test('does not come from a variable of that name', async () => {
    const reporting = withAuth(
      { schemes: basic(), enforce: false },
      (context) => typeof context.auth,
    );
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const variables = { USERNAME: 'twilio', PASSWORD: 'ahoy!', auth: 'admin' };

    expect((await invoke(reporting, { variables })).body).toBe('undefined');
  });
});

test('a policy object without enforce is enforced', async () => {
  const long = withAuth({ schemes: [basic()] }, () => 'in');

  expect(accessOf(long)).toBe('guarded');
  expect((await invoke(long)).status).toBe(401);
});

describe('enforce: false', () => {
  const decisions: Decision[] = [];
  const onDecision = (decision: Decision) => decisions.push(decision);
  const reporting = withAuth(
    { schemes: basic(), enforce: false, onDecision },
    (context) => context.auth?.username ?? 'anonymous',
  );
  beforeEach(() => decisions.splice(0));

  test.each([
    ['no credentials', undefined, 'CREDENTIALS_MISSING'],
    ['malformed credentials', 'Basic *', 'CREDENTIALS_MALFORMED'],
    ['wrong credentials', basicAuthorization('twilio', 's3cr3t'), 'CREDENTIALS_INVALID'],
  ])(
    'runs the handler for a caller with %s and reports the refusal',
    async (_name, authorization, code) => {
      const answer = await invoke(reporting, { authorization });

      expect(answer).toMatchObject({ status: 200, body: 'anonymous' });
      expect(decisions).toMatchObject([{ decision: 'block', code, enforced: false }]);
    },
  );

  test('still names the caller who has the right credentials', async () => {
    expect((await invoke(reporting, { authorization: VALID })).body).toBe('twilio');
    expect(decisions).toMatchObject([{ decision: 'allow', username: 'twilio' }]);
  });

  test('reports the refusal of one scheme if another found no credentials', async () => {
    const blind: Scheme = {
      name: 'blind',
      configure: () => ({ challenge: 'Blind', authenticate: () => ({ status: 'absent' }) }),
    };
    const both = withAuth({ schemes: [basic(), blind], enforce: false, onDecision }, () => 'in');

    await invoke(both, { authorization: 'Basic *' });

    expect(decisions).toMatchObject([{ code: 'CREDENTIALS_MALFORMED', scheme: 'basic' }]);
  });

  test('reports the failure of a scheme', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const reason = new Error('database unavailable');
    const failing: Scheme = {
      name: 'failing',
      configure: () => ({ challenge: 'X', authenticate: () => Promise.reject(reason) }),
    };

    await invoke(withAuth({ schemes: failing, enforce: false, onDecision }, () => 'in'));

    expect(decisions).toMatchObject([{ code: 'SCHEME_FAILED', scheme: 'failing' }]);
    expect(error).toHaveBeenCalledWith(expect.stringContaining('scheme failing failed'), reason);
  });

  test('allows no caller if the settings are invalid', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);

    expect((await invoke(reporting, { variables: {} })).status).toBe(500);
  });
});

describe('the guard refuses the caller if a scheme', () => {
  const failing = (authenticate: () => never): Scheme => ({
    name: 'failing',
    configure: () => ({ challenge: 'Failing', authenticate }),
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('database unavailable');
      },
    ],
    ['rejects', () => Promise.reject(new Error('database unavailable'))],
    ['returns undefined', () => undefined],
    ['resolves to undefined', () => Promise.resolve(undefined)],
  ])('%s', async (_name, authenticate) => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const guarded = withAuth(failing(authenticate as () => never), () => 'in');

    expect(await invoke(guarded, { authorization: VALID })).toMatchObject({
      status: 401,
      error: null,
    });
  });
});

test('the guard waits for the promise of a scheme', async () => {
  const principal = { scheme: 'slow', username: 'ada' };
  const slow: Scheme = {
    name: 'slow',
    configure: () => ({
      challenge: 'Slow',
      authenticate: async () => ({ status: 'accepted', principal }),
    }),
  };

  const guarded = withAuth([slow], (context) => context.auth.username);

  expect((await invoke(guarded)).body).toBe('ada');
});

describe('an invalid policy or handler fails when the file loads, so nothing is left open', () => {
  test.each([
    ['no policy', undefined, 'the policy must be a scheme'],
    ['null', null, 'the policy must be a scheme'],
    ['a text', 'basic', 'the policy must be a scheme'],
    ['the factory in place of a scheme', basic, 'the policy must be a scheme'],
    ['no scheme', [], 'schemes must be one scheme'],
    ['null among the schemes', [basic(), null], 'schemes must be one scheme'],
    ['an object among the schemes', [basic(), {}], 'schemes must be one scheme'],
    ['an object without schemes', {}, 'schemes must be one scheme'],
    [
      'a mistyped option',
      { schemes: basic(), enfore: false },
      'withAuth: a policy has no option "enfore"',
    ],
    ['enforce as a text', { schemes: basic(), enforce: 'false' }, 'enforce must be true or false'],
    ['enforce as a number', { schemes: basic(), enforce: 0 }, 'enforce must be true or false'],
  ])('%s', (_name, policy, message) => {
    const wrap = () => withAuth(policy as never, () => 'in');

    expect(wrap).toThrow(TypeError);
    expect(wrap).toThrow(message);
  });

  test('no handler', () => {
    expect(() => withAuth(basic(), undefined as never)).toThrow(/^withAuth: the handler must be/);
    expect(() => open(undefined as never)).toThrow(/^open: the handler must be/);
  });
});

describe('accessOf', () => {
  test.each([
    ['guarded', handler],
    ['report-only', withAuth({ schemes: [basic()], enforce: false }, () => 'in')],
    ['guarded', withAuth({ schemes: [basic()], enforce: true }, () => 'in')],
    ['open', open(() => 'in')],
    ['unguarded', () => 'in'],
    ['unguarded', undefined],
    ['unguarded', { handler }],
  ])('returns %s for case %#', (access, value) => {
    expect(accessOf(value)).toBe(access);
  });

  test('reads a mark that cannot be overwritten', () => {
    const marked = withAuth({ schemes: basic(), enforce: false }, () => 'in');
    const mark = Symbol.for('twilio-functions-auth.mark');

    expect(() => Object.assign(marked, { [mark]: 'guarded' })).toThrow(TypeError);
  });
});

test('a refused caller never reaches the handler', () => {
  const inner = jest.fn();
  const answered = jest.fn();

  run(withAuth(basic(), inner), { authorization: 'Basic *' }, answered);

  expect(inner).not.toHaveBeenCalled();
  expect(answered).toHaveBeenCalledTimes(1);
});

test('input of a caller or an operator is never logged', async () => {
  const written = ['log', 'info', 'warn', 'error', 'debug'].map((level) =>
    jest.spyOn(console, level as 'log').mockImplementation(() => undefined),
  );
  const secret = 's3cr3t-value';
  const authorization = basicAuthorization(secret, secret);
  const reporting = withAuth({ schemes: basic(), enforce: false }, () => 'in');

  for (const variables of [
    { USERNAME: 'ada', PASSWORD: secret },
    { USERNAME: `${secret}:` },
    { USERNAME: 'ada', PASSWORD: `$${secret}` },
    { BASIC_AUTH_CREDENTIALS: secret },
    {},
  ]) {
    await invoke(handler, { authorization, variables });
    await invoke(handler, { authorization: basicAuthorization('ada', secret), variables });
    await invoke(reporting, { authorization: `${authorization}!`, variables });
    await invoke(reporting, { authorization: [secret], variables });
  }

  const lines = written.flatMap((spy) => spy.mock.calls).join('\n');
  expect(lines).toContain('"username":"ada"');
  expect(lines).not.toContain(secret);
  expect(lines).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12));
});

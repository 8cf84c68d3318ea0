import { bearer, withAuth } from '../../../assets/auth.private';
import { type Answer, invoke } from '../../support/guard/invoke';
import { FOREIGN, lineOf, TOKEN } from '../../support/guard/tokens';

// RFC 6750, section by section.

const REALM = 'Bearer realm="Authentication Required"';
const variables = {
  BEARER_TOKENS: [
    lineOf('ada', TOKEN),
    lineOf('old', 'expired-token', ' expires=2020-01-01'),
    lineOf('limited', 'other-path', ' paths=/other'),
    lineOf('foreign', FOREIGN),
  ].join('\n'),
};
const handler = withAuth(bearer(), (context) => context.auth.username);
const call = (authorization: unknown, parameters: object = {}): Promise<Answer> => {
  const headers = authorization === undefined ? {} : { authorization };
  return invoke(handler, { variables, event: { ...parameters, request: { headers } } });
};
const challengeOf = ({ headers }: Answer) => headers['WWW-Authenticate'];

beforeEach(() => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});

describe('section 2.1: the Authorization header', () => {
  test.each([
    ['the usual spelling', `Bearer ${TOKEN}`],
    ['the scheme in any case', `bEARER ${TOKEN}`],
    ['more than one space (RFC 9110 section 11.4)', `Bearer   ${TOKEN}`],
    ['white space around the value (RFC 9110 section 5.5)', `\t Bearer ${TOKEN} \t`],
  ])('a token is accepted with %s', async (_what, authorization) => {
    expect(await call(authorization)).toMatchObject({ status: 200, body: 'ada' });
  });

  test('every character of b64token may be in a token', async () => {
    expect(await call(`Bearer ${FOREIGN}`)).toMatchObject({ status: 200, body: 'foreign' });
  });

  test.each([
    ['no token', 'Bearer'],
    ['a scheme and a space', 'Bearer '],
    ['a tab in place of the space', `Bearer\t${TOKEN}`],
    ['a tab after the space', `Bearer \t${TOKEN}`],
    ['two tokens', `Bearer ${TOKEN} ${TOKEN}`],
    ['a list of two', `Bearer ${TOKEN}, Bearer ${TOKEN}`],
    ['quotes', `Bearer "${TOKEN}"`],
    ['a parameter', `Bearer token=${TOKEN}, a=b`],
    ['a pad in front', `Bearer =${TOKEN}`],
    ['only pads', 'Bearer =='],
    ['a colon', `Bearer ada:${TOKEN}`],
    ['a line break', `Bearer ${TOKEN}\n`],
    ['a no-break space', `Bearer ${TOKEN}\u00a0`],
    ['8,193 characters', `Bearer ${'a'.repeat(8186)}`],
  ])('the guard refuses %s', async (_what, authorization) => {
    const answer = await call(authorization);

    expect([answer.status, challengeOf(answer)]).toEqual([401, `${REALM}, error="invalid_token"`]);
  });

  test.each(['Basic YTpi', `Bearer_${TOKEN}`, `Bearer,${TOKEN}`, `Bearer${TOKEN}`, TOKEN, ''])(
    'another scheme is not Bearer: %s',
    async (authorization) => {
      expect(challengeOf(await call(authorization))).toBe(REALM);
    },
  );
});

describe('sections 2.2 and 2.3: a token in the body or the query', () => {
  test.each([
    ['without a header', undefined],
    ['in addition to one in the header', `Bearer ${TOKEN}`],
  ])('is refused and logged %s', async (_what, authorization) => {
    const answer = await call(authorization, { access_token: TOKEN });

    expect([answer.status, challengeOf(answer)]).toEqual([
      400,
      `${REALM}, error="invalid_request"`,
    ]);
    expect(answer.body).toBe('Bad Request');
    await Promise.resolve();
    expect(jest.mocked(console.log).mock.calls.join()).toContain('"CREDENTIALS_MISPLACED"');
    expect(jest.mocked(console.log).mock.calls.join()).not.toContain(TOKEN);
  });

  test('a parameter of another name is ignored', async () => {
    expect((await call(`Bearer ${TOKEN}`, { token: TOKEN })).status).toBe(200);
  });
});

describe('section 3: the challenge', () => {
  test('has no error if no token was sent', async () => {
    const answer = await call(undefined);

    expect([answer.status, challengeOf(answer)]).toEqual([401, REALM]);
  });

  test('has the realm of the options, quoted', async () => {
    const named = withAuth(bearer({ realm: 'The "inner" \\ place' }), () => 'in');

    const answer = await invoke(named, { variables });

    expect(challengeOf(answer)).toBe('Bearer realm="The \\"inner\\" \\\\ place"');
  });
});

describe('section 3.1: the error codes', () => {
  test.each([
    ['invalid_request', 400, [`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]],
    ['invalid_token', 401, 'Bearer unknown'],
    ['invalid_token', 401, 'Bearer expired-token'],
    ['invalid_token', 401, `Bearer ${TOKEN.slice(0, -1)}`],
    ['insufficient_scope', 403, 'Bearer other-path'],
  ])('%s, with status %i: %j', async (error, status, authorization) => {
    const answer = await call(authorization);

    expect([answer.status, challengeOf(answer)]).toEqual([status, `${REALM}, error="${error}"`]);
  });

  test('insufficient_scope names the required scopes', async () => {
    const reading = withAuth(
      { schemes: bearer(), authorize: { scopes: ['read', 'list'] } },
      () => 1,
    );

    const answer = await invoke(reading, { variables, authorization: `Bearer ${TOKEN}` });

    const challenge = `${REALM}, error="insufficient_scope", scope="read list"`;
    expect([answer.status, challengeOf(answer)]).toEqual([403, challenge]);
  });
});

describe('section 5.3: recommendations against threats', () => {
  test('no response to a token may be stored by a cache', async () => {
    for (const sent of ['Bearer unknown', 'Bearer expired-token', undefined]) {
      expect((await call(sent)).headers['Cache-Control']).toBe('no-store');
    }
  });

  test('no log line contains a token', async () => {
    const sent = [TOKEN, FOREIGN, 'expired-token', 'other-path', 'never-heard-of', `${TOKEN}x`];
    for (const token of sent) await call(`Bearer ${token}`);
    await Promise.resolve();

    const lines = jest.mocked(console.log).mock.calls.join('\n');
    expect(lines.split('\n')).toHaveLength(sent.length);
    for (const token of sent) expect(lines).not.toContain(token);
  });
});

import { basic, type Outcome, type Scheme, withAuth } from '../../../assets/auth.private';
import { basicAuthorization, invoke } from '../../support/guard/invoke';

const VALID = basicAuthorization('twilio', 'ahoy!');
const CHALLENGE = 'Basic realm="Authentication Required", charset="UTF-8"';

describe('a policy of several schemes', () => {
  const saying = (name: string, outcome: Outcome): Scheme => ({
    name,
    configure: () => ({ challenge: name, authenticate: () => outcome }),
  });
  const blind = saying('blind', { status: 'absent' });
  const strict = saying('strict', { status: 'refused', code: 'CREDENTIALS_INVALID' });
  const kind = saying('kind', {
    status: 'accepted',
    principal: { scheme: 'kind', username: 'ada' },
  });
  const whoami = (...schemes: Scheme[]) => withAuth(schemes, (context) => context.auth.scheme);

  test('runs the schemes in order until one finds its own credentials', async () => {
    expect((await invoke(whoami(blind, basic(), kind))).body).toBe('kind');
    expect((await invoke(whoami(blind, basic(), kind), { authorization: VALID })).body).toBe(
      'basic',
    );
  });

  test('runs no other scheme after a refusal', async () => {
    expect((await invoke(whoami(strict, kind))).status).toBe(401);
    expect((await invoke(whoami(basic(), kind), { authorization: 'Basic *' })).status).toBe(401);
  });

  test('refuses with a challenge for each scheme in one header', async () => {
    const answer = await invoke(whoami(basic(), blind));

    expect(answer.status).toBe(401);
    expect(answer.headers['WWW-Authenticate']).toBe(`${CHALLENGE}, blind`);
  });

  test('fails when the file loads if two schemes have the same name, because the second could never decide', () => {
    expect(() => whoami(basic(), basic({ realm: 'B' }))).toThrow(
      new TypeError('withAuth: each scheme must be listed once, and basic is listed twice.'),
    );
  });

  test('is not configured if one scheme is not, and logs the problems of all schemes', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken: Scheme = { name: 'broken', configure: () => ({ problems: ['one', 'two'] }) };

    const answer = await invoke(whoami(basic({ realm: '' }), kind, broken));

    expect(answer.status).toBe(500);
    expect(error.mock.calls).toEqual([[expect.stringMatching(/realm must be.*; one; two\.$/)]]);
  });

  test('logs twenty of a hundred problems and the number of the others', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const problems = Array.from({ length: 100 }, (_, index) => `problem ${index}`);

    await invoke(whoami({ name: 'broken', configure: () => ({ problems }) }));

    expect(error.mock.calls[0]?.[0]).toMatch(/problem 19; and 80 more\.$/);
  });
});

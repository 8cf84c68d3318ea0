import { basic, type Decision, type OnDecision, withAuth } from '../../../assets/auth.private';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import { NO_THROTTLE } from '../../support/guard/no-throttle';

// The decision log has a line for each accepted and each refused caller.

const scheme = basic({ credentials: 'ada:password 1', variables: false, throttle: NO_THROTTLE });
const ADA = basicAuthorization('ada', 'password 1');

const written = (level: 'log' | 'error') =>
  jest.spyOn(console, level).mockImplementation(() => undefined);
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('by default, each decision is one line of JSON in the log', () => {
  const handler = withAuth(scheme, () => 'in');

  test.each([
    ['a caller who came in', ADA, 'allow', 'CREDENTIALS_ACCEPTED', 'ada'],
    [
      'a wrong password of a known user',
      basicAuthorization('ada', 'x'),
      'block',
      'CREDENTIALS_INVALID',
      'ada',
    ],
    [
      'an unknown user, who is not named',
      basicAuthorization('my password', 'x'),
      'block',
      'CREDENTIALS_INVALID',
      undefined,
    ],
    ['malformed credentials', 'Basic %', 'block', 'CREDENTIALS_MALFORMED', undefined],
    ['no credentials', undefined, 'block', 'CREDENTIALS_MISSING', undefined],
  ])('%s', async (_what, authorization, decision, code, username) => {
    const log = written('log');

    await invoke(handler, { authorization });
    await settled();

    expect(log).toHaveBeenCalledTimes(1);
    expect(JSON.parse(log.mock.calls[0]?.[0])).toEqual({
      basic_auth: { decision, ...(username === undefined ? {} : { username }) },
      scheme: 'basic',
      code,
      path: '/test',
      enforced: true,
    });
  });

  test('a refusal is logged after its response, so that logging does not change its timing', async () => {
    const order: string[] = [];
    written('log').mockImplementation(() => order.push('log'));

    handler({ PATH: '/test' } as never, { request: { headers: {} } } as never, () => {
      order.push('answer');
    });
    await settled();

    expect(order).toEqual(['answer', 'log']);
  });

  test('wrong settings block every caller, and the line says so', async () => {
    const log = written('log');
    written('error');

    await invoke(withAuth(basic({ realm: '' }), () => 'in'));
    await settled();

    expect(JSON.parse(log.mock.calls[0]?.[0])).toMatchObject({
      basic_auth: { decision: 'block' },
      code: 'NOT_CONFIGURED',
    });
  });
});

describe('onDecision', () => {
  const told: Decision[] = [];
  const guard = (onDecision: OnDecision) => withAuth({ schemes: scheme, onDecision }, () => 'in');
  beforeEach(() => told.splice(0));

  test('gets the decision instead of the log, without secrets', async () => {
    const log = written('log');
    const handler = guard((decision) => told.push(decision));

    await invoke(handler, { authorization: ADA });
    await invoke(handler, { authorization: basicAuthorization('ada', 's3cr3t') });
    await settled();

    expect(log).not.toHaveBeenCalled();
    expect(told).toEqual([
      {
        decision: 'allow',
        code: 'CREDENTIALS_ACCEPTED',
        scheme: 'basic',
        username: 'ada',
        path: '/test',
        enforced: true,
      },
      {
        decision: 'block',
        code: 'CREDENTIALS_INVALID',
        scheme: 'basic',
        username: 'ada',
        path: '/test',
        enforced: true,
      },
    ]);
  });

  test('finishes before the response, because a Function may be frozen after it', async () => {
    const order: string[] = [];
    const handler = guard(async () => {
      await settled();
      order.push('notified');
    });

    await invoke(handler, { authorization: ADA });
    order.push('answered');
    await invoke(handler);
    order.push('refused');

    expect(order).toEqual(['notified', 'answered', 'notified', 'refused']);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('collector away');
      },
    ],
    ['rejects', () => Promise.reject(new Error('collector away'))],
  ])('that %s changes no response, and its error is logged', async (_what, onDecision) => {
    const error = written('error');
    const handler = guard(onDecision);

    expect((await invoke(handler, { authorization: ADA })).status).toBe(200);
    expect((await invoke(handler)).status).toBe(401);
    expect(error).toHaveBeenCalledWith(
      'twilio-functions-auth: onDecision failed:',
      new Error('collector away'),
    );
  });

  test('must be a function, or the file fails to load', () => {
    expect(() => guard('log' as never)).toThrow(
      new TypeError('withAuth: onDecision must be a function.'),
    );
  });

  test('gets no path if the context has none', async () => {
    const handler = guard((decision) => told.push(decision));

    await invoke(handler, { variables: { PATH: undefined } });

    expect(told).toEqual([
      { decision: 'block', code: 'CREDENTIALS_MISSING', scheme: 'basic', enforced: true },
    ]);
  });
});

import { basic, open, withAuth } from '../../../assets/auth.private';
import { basicAuthorization, run, type AnyHandler as Wrapped } from '../../support/guard/invoke';

type AnyHandler = (...parameters: never[]) => unknown;
type Wrap = (handler: AnyHandler) => Wrapped;

const wrappers: [string, Wrap][] = [
  ['withAuth', (handler) => withAuth(basic(), handler as never)],
  ['open', (handler) => open(handler as never)],
];

let written: jest.SpyInstance[];

beforeEach(() => {
  written = (['warn', 'error'] as const).map((level) =>
    jest.spyOn(console, level).mockImplementation(() => undefined),
  );
});

const lines = () => written.flatMap((spy) => spy.mock.calls).map((call) => call.join(' '));
const soon = () => new Promise((resolve) => setTimeout(resolve, 20));
const failure = new Error('of the handler');

/** Returns all answers that the platform gets for one call, after everything has settled. */
async function answers(wrap: Wrap, handler: AnyHandler) {
  const callback = jest.fn();
  run(wrap(handler), { authorization: basicAuthorization('twilio', 'ahoy!') }, callback);
  await soon();
  return callback.mock.calls.map(([error, payload]) => ({ error, payload }));
}

// Some libraries return a thenable that is not a Promise.
const thenable = (then: unknown) => Object.fromEntries([['then', then]]);

type Callback = (error?: unknown, payload?: unknown) => void;

describe.each(wrappers)('%s gives the platform exactly one answer,', (_name, wrap) => {
  test.each<[string, AnyHandler, object]>([
    [
      'from callback',
      (_c, _e, callback: Callback) => callback(null, 'OK'),
      { error: null, payload: 'OK' },
    ],
    [
      'from a late callback',
      (_c, _e, callback: Callback) => void setTimeout(callback, 5, null, 'OK'),
      { error: null, payload: 'OK' },
    ],
    ['from a bare callback', (_c, _e, callback: Callback) => callback(), {}],
    ['from a value', () => 'OK', { error: null, payload: 'OK' }],
    ['from a falsy value', () => 0, { error: null, payload: 0 }],
    ['from a promise', async () => 'OK', { error: null, payload: 'OK' }],
    [
      'from a thenable',
      () => thenable((resolve: Callback) => resolve('OK')),
      { error: null, payload: 'OK' },
    ],
    [
      'from a promise of a handler that declares callback',
      async (_c, _e, _callback: Callback) => 'OK',
      { error: null, payload: 'OK' },
    ],
    ['from a promise of nothing', async () => undefined, { error: null, payload: undefined }],
    [
      'from callback inside async',
      async (_c, _e, callback: Callback) => callback(null, 'OK'),
      { error: null, payload: 'OK' },
    ],
    [
      'from callback after an async handler resolved',
      async (_c, _e, callback: Callback) => void setTimeout(callback, 5, null, 'OK'),
      { error: null, payload: 'OK' },
    ],
    [
      'from callback with an error',
      (_c, _e, callback: Callback) => callback(failure),
      { error: failure },
    ],
    [
      'from callback with a text as error',
      (_c, _e, callback: Callback) => callback('no'),
      { error: 'no' },
    ],
    [
      'from a throw',
      () => {
        throw failure;
      },
      { error: failure },
    ],
    [
      'from a rejection',
      async () => {
        throw failure;
      },
      { error: failure },
    ],
    [
      'from a thenable that throws',
      () =>
        thenable(() => {
          throw failure;
        }),
      { error: failure },
    ],
  ])('%s', async (_case, handler, expected) => {
    expect(await answers(wrap, handler)).toEqual([expected]);
  });

  test.each<[string, AnyHandler]>([
    [
      'throws undefined',
      () => {
        throw undefined;
      },
    ],
    [
      'throws null',
      () => {
        throw null;
      },
    ],
    [
      'rejects with an empty text',
      async () => {
        throw '';
      },
    ],
  ])('which is an error if a handler %s', async (_case, handler) => {
    expect(await answers(wrap, handler)).toEqual([{ error: expect.any(Error) }]);
  });

  test.each<[string, AnyHandler]>([
    [
      'calls callback twice',
      (_c, _e, callback: Callback) => {
        callback(null, 'OK');
        callback(null, 'again');
      },
    ],
    [
      'calls callback and then throws',
      (_c, _e, callback: Callback) => {
        callback(null, 'OK');
        throw failure;
      },
    ],
    [
      'calls callback and then rejects',
      async (_c, _e, callback: Callback) => {
        callback(null, 'OK');
        throw failure;
      },
    ],
    [
      'calls callback with an error after success',
      (_c, _e, callback: Callback) => {
        callback(null, 'OK');
        callback(failure);
      },
    ],
    [
      'returns a value and calls callback later',
      (_c, _e, callback: Callback) => {
        setTimeout(callback, 5, null, 'late');
        return 'OK';
      },
    ],
  ])(
    'which is the first one if a handler %s, and the log reports the second',
    async (_case, handler) => {
      const calls = await answers(wrap, handler);

      expect(calls).toEqual([{ error: null, payload: 'OK' }]);
      expect(lines()).toEqual([
        expect.stringMatching(/answered more than once|failed after it had answered/),
      ]);
    },
  );

  test('without a log line if a handler calls callback and returns a value', async () => {
    const calls = await answers(wrap, (_c, _e, callback: Callback) => {
      callback(null, 'OK');
      return 'ignored';
    });

    expect(calls).toEqual([{ error: null, payload: 'OK' }]);
    expect(lines()).toEqual([]);
  });

  test('and none of its own if a handler never answers', async () => {
    expect(await answers(wrap, () => undefined)).toEqual([]);
    expect(await answers(wrap, () => new Promise(() => undefined))).toEqual([]);
  });

  test('which is an error if the platform cannot send the payload', async () => {
    const callback = jest.fn((error: unknown) => {
      if (!error) throw new TypeError('circular');
    });
    run(
      wrap(() => 'OK'),
      { authorization: basicAuthorization('twilio', 'ahoy!') },
      callback as never,
    );
    await soon();

    expect(callback.mock.calls.at(-1)).toEqual([new TypeError('circular')]);
  });

  test('and only logs an error if the platform’s callback always throws', async () => {
    const callback = jest.fn(() => {
      throw new Error('closed');
    });
    run(
      wrap(async () => 'OK'),
      { authorization: basicAuthorization('twilio', 'ahoy!') },
      callback,
    );
    await soon();

    expect(lines().join()).toContain('failed after it had answered');
  });
});

test('an error of the handler never becomes a 401 or 403', async () => {
  const unauthorized = Object.assign(new Error('Unauthorized'), { status: 401 });
  const wrap: Wrap = (handler) => withAuth(basic(), handler as never);

  expect(
    await answers(wrap, () => {
      throw unauthorized;
    }),
  ).toEqual([{ error: unauthorized }]);
});

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Authenticator, basic, memoryThrottle, withAuth } from '../../../assets/auth.private';
import { cheapHash } from '../../support/guard/cheap-hash';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import { type Presenter, presenter } from '../../support/guard/presenter';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

// The throttle slows guesses at existing and unknown names, and an attacker cannot lock a caller out.

const ACCEPTED = { status: 'accepted' };
const WRONG = { status: 'refused', code: 'CREDENTIALS_INVALID' };
// On a busy machine, one of the five seconds of the first delay may have passed already.
const THROTTLED = {
  status: 'refused',
  code: 'THROTTLED',
  retryAfterSeconds: expect.any(Number),
};

const guess = async ({ present }: Presenter, username: string, times: number) => {
  const outcomes = [];
  for (let count = 0; count < times; count += 1) {
    outcomes.push(await present(username, `guess number ${count}`));
  }
  return outcomes;
};
const fresh = (credentials: string) => presenter({ credentials, throttle: memoryThrottle() });

describe.each([
  ['a plain password', 'password 1'],
  ['a hash', `$scrypt$ln=4,r=8,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`],
])('with %s', (_what, stored) => {
  test.each([
    ['a user who exists', 'ada'],
    ['an unknown user', 'nobody'],
  ])('%s is refused ten times, then has to wait', async (_name, username) => {
    const outcomes = await guess(fresh(`ada:${stored}`), username, 12);

    expect(outcomes.slice(0, 10)).toMatchObject(Array(10).fill(WRONG));
    expect(outcomes.slice(10)).toMatchObject(Array(2).fill(THROTTLED));
  });

  test('concurrent guesses are counted as well', async () => {
    const { present } = fresh(`ada:${stored}`);

    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, n) => present('ada', `guess number ${n}`)),
    );

    const checked = outcomes.filter((outcome) => 'code' in outcome && outcome.code !== 'THROTTLED');
    expect(checked).toHaveLength(10);
  });
});

test('the correct password is refused during the wait, because the wait would otherwise have no effect', async () => {
  const opened = fresh('ada:password 1');
  await guess(opened, 'ada', 10);

  expect(await opened.present('ada', 'password 1')).toMatchObject(THROTTLED);
});

test.each([
  ['a plain password', async () => 'password 1'],
  ['a hash', async () => cheapHash('password 1')],
])('a caller who was accepted before remains accepted with %s', async (_what, store) => {
  const opened = fresh(`ada:${await store()}`);
  expect(await opened.present('ada', 'password 1')).toMatchObject(ACCEPTED);

  expect((await guess(opened, 'ada', 11)).at(-1)).toMatchObject(THROTTLED);

  expect(await opened.present('ada', 'password 1')).toMatchObject(ACCEPTED);
});

test('a caller whom a custom verifier has accepted is not throttled either', async () => {
  const opened = presenter({
    verify: (username, password) =>
      password === 'password 1' ? { scheme: 'basic', username } : null,
    throttle: memoryThrottle(),
  });
  await opened.present('ada', 'password 1');

  expect((await guess(opened, 'ada', 11)).at(-1)).toMatchObject(THROTTLED);

  expect(await opened.present('ada', 'password 1')).toMatchObject(ACCEPTED);
});

test('requests of an accepted caller do not give an attacker new guesses', async () => {
  const opened = fresh('ada:password 1');
  let throttled = 0;
  for (let count = 0; count < 30; count += 1) {
    expect(await opened.present('ada', 'password 1')).toMatchObject(ACCEPTED);
    const [outcome] = await guess(
      { ...opened, present: (name) => opened.present(name, `${count} guess`) },
      'ada',
      1,
    );
    if (outcome?.status === 'refused' && outcome.code === 'THROTTLED') throttled += 1;
  }

  expect(throttled).toBe(20);
});

test.each([
  ['another normalization form', 'caf\u00e9', 'cafe\u0301'],
  ['capitals', 'ada@example.com', 'ADA@Example.com'],
  ['compatibility characters', 'ada', '\uff41da'],
  ['spaces', 'ada', ' ada '],
])('a name in %s is the same name, as in some databases', async (_what, one, other) => {
  const opened = fresh('grace:password 1');
  await guess(opened, one, 5);

  const outcomes = await guess(opened, other, 6);

  expect(outcomes.at(-1)).toMatchObject(THROTTLED);
});

test('two names that differ only in capital letters are counted separately', async () => {
  const { present } = fresh('ada:password 1');

  expect(await present('ADA', 'x')).toHaveProperty('username', undefined);
  expect(await present('ada', 'x')).toHaveProperty('username', 'ada');
});

// The throttle keeps 10,000 names. Its own test invents a million.
test('a hundred thousand invented names neither fill the memory nor end the wait of a name', async () => {
  const throttle = memoryThrottle({ initialDelaySeconds: 900 });
  const configured = basic({ credentials: 'ada:password 1', throttle }).configure({});
  const present = (username: string) =>
    (configured as Authenticator).authenticate(
      { request: { headers: { authorization: basicAuthorization(username, 'guess') } } },
      {},
    );
  for (let count = 0; count < 10; count += 1) await present('ada');
  collectGarbage();
  const before = process.memoryUsage().heapUsed;

  for (let count = 0; count < 100_000; count += 1) await present(`made-up-${count}`);

  collectGarbage();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 * 2 ** 20);
  expect(await present('ada')).toMatchObject({ code: 'THROTTLED' });
});

test('guesses at two Functions are counted together', async () => {
  const [one, other] = [
    presenter({ credentials: 'eve:password 1' }),
    presenter({ credentials: 'eve:password 1' }),
  ];
  await guess(one, 'a user of this test', 10);

  expect((await guess(other, 'a user of this test', 1))[0]).toMatchObject(THROTTLED);
});

test('absent and malformed credentials are never counted', async () => {
  const throttle = { consume: jest.fn(() => 0), refund: jest.fn() };
  const handler = withAuth(basic({ credentials: 'ada:password 1', throttle }), () => 'in');

  for (const authorization of [
    undefined,
    'Bearer x',
    'Basic',
    'Basic %%%',
    ['Basic eDp5', 'Basic eDp5'],
  ]) {
    await invoke(handler, { authorization });
  }

  expect(throttle.consume).not.toHaveBeenCalled();
});

test('the response is 429 with Retry-After and nothing else', async () => {
  const handler = withAuth(
    basic({ credentials: 'ada:password 1', throttle: memoryThrottle({ now: () => 0 }) }),
    () => 'in',
  );
  const authorization = basicAuthorization('ada', 'wrong');
  for (let count = 0; count < 10; count += 1) await invoke(handler, { authorization });

  const known = await invoke(handler, { authorization });

  expect(known).toMatchObject({ status: 429, body: 'Too Many Requests' });
  expect(known.headers).toEqual({
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': '5',
    'Set-Cookie': [],
  });
});

describe('a custom store', () => {
  const ask = (throttle: object) =>
    presenter({ credentials: 'ada:password 1', throttle: throttle as never }).present(
      'ada',
      'wrong',
    );

  test('may return promises, and receives a digest that is the same in every process', async () => {
    const names: string[] = [];
    const consume = async (name: string) => {
      names.push(name);
      return 7.2;
    };

    expect(await ask({ consume, refund: jest.fn() })).toMatchObject({
      code: 'THROTTLED',
      retryAfterSeconds: 8,
    });
    expect(names).toEqual(['_e5DDUC9V97qwYbNl5ADPQ8G-QmogG585ucXq3x9UCk']);
  });

  test('accepts callers after a refund', async () => {
    const throttle = { consume: async () => 0, refund: jest.fn(async () => undefined) };
    const { present } = presenter({ credentials: 'ada:password 2', throttle });

    expect(await present('ada', 'password 2')).toMatchObject(ACCEPTED);
    expect(throttle.refund).toHaveBeenCalledTimes(1);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('away');
      },
    ],
    ['rejects', () => Promise.reject(new Error('away'))],
    ['answers nothing', () => undefined],
    ['answers NaN', () => Number.NaN],
    ['answers less than nothing', () => -1],
    ['answers with no end', () => Number.POSITIVE_INFINITY],
  ])('that %s makes the guard refuse every caller', async (_what, consume) => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const throttle = { consume, refund: () => undefined } as never;
    const handler = withAuth(basic({ credentials: 'ada:password 3', throttle }), () => 'in');
    const authorization = basicAuthorization('ada', 'password 3');

    expect((await invoke(handler, { authorization })).status).toBe(401);
  });

  test.each([[{}], [null], [{ consume: () => 0 }]])('cannot be %j', (throttle) => {
    const configured = basic({ throttle: throttle as never }).configure({
      USERNAME: 'a',
      PASSWORD: 'b',
    });

    expect(configured).toEqual({
      problems: ['throttle must have the functions consume and refund'],
    });
  });
});

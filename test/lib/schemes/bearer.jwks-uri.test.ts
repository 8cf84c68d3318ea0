import '../../support/jest/built-assets';
import type { Outcome } from '../../../assets/auth.private';
import { type JwtPresenter, verdict } from '../../support/guard/bearer';
import {
  type Issuer,
  type KeyAnswer,
  presenterOf,
  published,
  startIssuer,
} from '../../support/guard/issuer';
import { claims, hs256, p256, rawToken, rsa, tokenOf } from '../../support/guard/jwt';
import { findFreePort } from '../../support/servers/free-port';

const OLD = p256('old');
const NEW = p256('new');
const RSA = rsa();
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const UNAVAILABLE = 'KEYS_UNAVAILABLE';
const INVALID = 'CREDENTIALS_INVALID';

let issuer: Issuer;
let presenter: JwtPresenter;
let errorLog: jest.SpyInstance;

// The clock advances only if a test sets it. Timers and connections are real.
beforeEach(async () => {
  jest.useFakeTimers({
    now: Date.now(),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  errorLog = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  issuer = await startIssuer(published(OLD));
  presenter = presenterOf(issuer);
});

afterEach(async () => {
  jest.useRealTimers();
  await issuer.close();
});

const pass = (milliseconds: number) => jest.setSystemTime(Date.now() + milliseconds);
const tokenBy = (signer = OLD) => tokenOf(signer, { exp: 9_999_999_999 });
const known = () => verdict(presenter, tokenBy());
const unknown = (kid = 'unknown') => verdict(presenter, tokenBy(p256(kid)));
const logged = () => errorLog.mock.calls.map((call) => call.join(' '));

describe('keys are fetched', () => {
  test('with the first token, and cached for 10 minutes', async () => {
    expect(issuer.asked()).toBe(0);
    for (let count = 0; count < 20; count += 1) expect(await known()).toBe('accepted');
    pass(10 * MINUTE - 1);
    expect(await known()).toBe('accepted');
    expect(issuer.asked()).toBe(1);

    pass(1);

    expect(await known()).toBe('accepted');
    expect(issuer.asked()).toBe(2);
  });

  test('once for all waiting requests', async () => {
    issuer.answer = { ...issuer.answer, pauseMs: 50 };

    const verdicts = await Promise.all(Array.from({ length: 20 }, known));

    expect(verdicts).toEqual(Array(20).fill('accepted'));
    expect(issuer.asked()).toBe(1);
  });

  test('once for all Functions that name the same URL', async () => {
    expect(await known()).toBe('accepted');
    expect(await verdict(presenterOf(issuer), tokenBy())).toBe('accepted');
    expect(issuer.asked()).toBe(1);
  });

  test('not for tokens of an algorithm that is not allowed', async () => {
    const unsigned = rawToken({ alg: 'none', kid: 'old' }, claims(), () => Buffer.from('x'));

    expect(await verdict(presenter, unsigned)).toBe(INVALID);
    expect(await verdict(presenter, hs256())).toBe(INVALID);
    expect(issuer.asked()).toBe(0);
  });

  test('in several pieces', async () => {
    const { body } = published(OLD, RSA);
    issuer.answer = { body: `${body}`.split(/(?<=,)/), pauseMs: 1 };

    expect(await verdict(presenter, tokenBy(RSA))).toBe('accepted');
  });
});

describe('a token with an unknown key id', () => {
  test('causes another fetch, which finds a new key', async () => {
    await known();
    issuer.answer = published(OLD, NEW);
    pass(30 * SECOND);

    expect(await verdict(presenter, tokenBy(NEW))).toBe('accepted');
    expect(await known()).toBe('accepted');
    expect(issuer.asked()).toBe(2);
  });

  test('causes at most one fetch in 30 seconds, and other requests do not wait', async () => {
    await known();
    for (let round = 0; round < 4; round += 1) {
      const flood = Array.from({ length: 25 }, (_, index) => unknown(`made-up-${index}`));
      expect(new Set(await Promise.all(flood))).toEqual(new Set([INVALID]));
      pass(10 * SECOND);
    }
    expect(await known()).toBe('accepted');
    expect(issuer.asked()).toBe(2);
  });

  test('does not delay tokens with known keys while the issuer hangs', async () => {
    await known();
    pass(30 * SECOND);
    issuer.answer = { hangs: true };
    let isDone = false;
    const stranger = unknown().finally(() => {
      isDone = true;
    });

    expect(await known()).toBe('accepted');
    expect(isDone).toBe(false);
    expect(await stranger).toBe(INVALID);
  });

  test('causes no additional fetches while the issuer is unavailable', async () => {
    await known();
    pass(30 * SECOND);
    issuer.answer = { status: 500 };

    for (let count = 0; count < 10; count += 1) expect(await unknown()).toBe(INVALID);

    expect(issuer.asked()).toBe(2);
  });
});

test('a key that was removed from the set is refused after the next fetch', async () => {
  await known();
  issuer.answer = published(NEW);
  expect(await known()).toBe('accepted');

  pass(10 * MINUTE);

  expect(await known()).toBe(INVALID);
  expect(await verdict(presenter, tokenBy(NEW))).toBe('accepted');
});

test('an issuer that publishes an empty set has revoked all keys', async () => {
  await known();
  issuer.answer = published();
  pass(10 * MINUTE);

  expect(await known()).toBe(INVALID);
});

test('keys that must not be used are ignored', async () => {
  const weak = rsa('weak', 1024);
  const keys = [{ kty: 'oct', kid: 'oct', k: 'a' }, null, weak.jwk, { kty: 'EC' }, OLD.jwk];
  issuer.answer = { body: JSON.stringify({ keys }) };

  expect(await known()).toBe('accepted');
  expect(await verdict(presenter, tokenBy(weak))).toBe(INVALID);
  expect(logged()).toEqual([]);
});

const FAILURES: readonly (readonly [string, KeyAnswer, string])[] = [
  [
    'a page in HTML',
    { body: '<!doctype html><title>Sorry</title>' },
    'the answer must be a JWK Set',
  ],
  ['an error', { status: 500, ...published(OLD) }, 'status 500'],
  ['a 404', { status: 404 }, 'status 404'],
  ['nothing new', { status: 304 }, 'status 304'],
  ['less than the whole', { status: 206, ...published(OLD) }, 'status 206'],
  ['a redirect', { status: 302, headers: { location: '/jwks.json' } }, 'status 302'],
  ['an empty body', {}, 'the answer must be a JWK Set'],
  ['a list', { body: JSON.stringify([OLD.jwk]) }, 'the answer must be a JWK Set'],
  ['one key', { body: JSON.stringify(OLD.jwk) }, 'the answer must be a JWK Set'],
  ['null', { body: 'null' }, 'the answer must be a JWK Set'],
  ['keys that are no list', { body: '{"keys":{"0":{}}}' }, 'the answer must be a JWK Set'],
  [
    '101 keys',
    { body: JSON.stringify({ keys: Array(101).fill(OLD.jwk) }) },
    'the answer has over 100 keys',
  ],
  [
    'over 64 KiB',
    { body: `{"x":"${'x'.repeat(65_536)}",${`${published(OLD).body}`.slice(1)}` },
    'over 65536 bytes',
  ],
  ['a body without end', { body: Array(10_000).fill(' '.repeat(1024)) }, 'over 65536 bytes'],
];

describe.each(FAILURES)('an issuer that sends %s', (_what, answer, why) => {
  test('causes refusals if no keys are cached', async () => {
    issuer.answer = answer;

    expect(await known()).toBe(UNAVAILABLE);
    expect(logged()).toEqual([
      `twilio-functions-auth: the keys at ${issuer.url} cannot be fetched (${why}): no JWT can be checked.`,
    ]);
  });

  test('is ignored while keys are cached', async () => {
    await known();
    issuer.answer = answer;
    pass(10 * MINUTE);

    expect(await known()).toBe('accepted');
    expect(issuer.asked()).toBe(2);
    expect(logged()).toEqual([expect.stringContaining('those from before stay in use')]);
  });
});

describe('an issuer that is slow', () => {
  test.each<[string, KeyAnswer]>([
    ['hangs', { hangs: true }],
    ['drips', { body: Array(100).fill(' '), pauseMs: 200 }],
  ])('and %s causes a wait of 3 seconds, and not immediately again', async (_how, answer) => {
    issuer.answer = answer;

    expect(await known()).toBe(UNAVAILABLE);
    expect(await known()).toBe(UNAVAILABLE);
    expect(issuer.asked()).toBe(1);
    expect(logged()).toEqual([expect.stringContaining('(no whole answer in time)')]);
  });
});

describe('an outage', () => {
  test('of up to 24 hours is bridged by the cached keys, with one fetch every 30 seconds', async () => {
    await known();
    issuer.answer = { status: 503 };
    pass(10 * MINUTE);
    for (let count = 0; count < 6; count += 1) {
      expect(await known()).toBe('accepted');
      pass(10 * SECOND);
    }
    expect(issuer.asked()).toBe(3);
    pass(23 * HOUR + 49 * MINUTE - 1 * SECOND);
    expect(await known()).toBe('accepted');

    pass(1 * SECOND);

    expect(await known()).toBe(UNAVAILABLE);
  });

  test('ends as soon as a fetch succeeds', async () => {
    issuer.answer = { status: 503 };
    expect(await known()).toBe(UNAVAILABLE);
    issuer.answer = published(OLD);
    pass(5 * SECOND - 1);
    expect(await known()).toBe(UNAVAILABLE);
    expect(issuer.asked()).toBe(1);

    pass(1);

    expect(await known()).toBe('accepted');
  });

  test('causes no concurrent fetches, even if the process was suspended', async () => {
    issuer.answer = { hangs: true };
    const first = known();
    while (issuer.asked() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    pass(1 * MINUTE);

    expect(await Promise.all([first, known()])).toEqual([UNAVAILABLE, UNAVAILABLE]);
    expect(issuer.asked()).toBe(1);
  });

  test('includes a host that does not respond', async () => {
    const gone = presenterOf({ url: `http://127.0.0.1:${await findFreePort()}/jwks?key=canary` });

    expect(await verdict(gone, tokenBy())).toBe(UNAVAILABLE);
    expect(logged()).toEqual([expect.stringContaining('(no connection, or a broken one)')]);
    expect(logged().join()).not.toContain('canary');
  });

  test('causes the usual refusal with its own code in the log', async () => {
    issuer.answer = { status: 503 };
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);

    const { status, body } = await presenter.answer(tokenBy());

    expect({ status, body }).toEqual({ status: 401, body: 'Unauthorized' });
    expect(log.mock.calls.join()).toContain('KEYS_UNAVAILABLE');
  });
});

test('no text from the issuer reaches a caller or the log', async () => {
  issuer.answer = { body: '{"canary":1}' };

  const outcome: Outcome = await presenter.outcome(tokenBy());

  expect(JSON.stringify(outcome)).not.toContain('canary');
  expect(logged().join()).not.toContain('canary');
});

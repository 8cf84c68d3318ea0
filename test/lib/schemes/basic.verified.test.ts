import crypto from 'node:crypto';
import {
  type BasicOptions,
  basic,
  hashPassword,
  memoryThrottle,
  withAuth,
} from '../../../assets/auth.private';
import { cheapHash } from '../../support/guard/cheap-hash';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import { NO_THROTTLE } from '../../support/guard/no-throttle';
import { presenter } from '../../support/guard/presenter';

// A verified password is cached, so a slow hash is computed once for each process.

const ACCEPTED = { status: 'accepted' };
const REFUSED = { status: 'refused', code: 'CREDENTIALS_INVALID' };

let hashes: jest.SpyInstance;

beforeEach(() => {
  hashes = jest.spyOn(crypto, 'scrypt');
});

/** Returns a `basic()` with one user, whose name no other test uses. */
let users = 0;
function known(password: string, options: BasicOptions = {}) {
  users += 1;
  const username = `user-${users}`;
  const PASSWORD = cheapHash(password);
  hashes.mockClear();
  const opened = presenter({ throttle: NO_THROTTLE, ...options }, { USERNAME: username, PASSWORD });
  return Object.assign(opened, { username });
}

test('a correct password is hashed once', async () => {
  const { username, present } = await known('password 1');

  for (let count = 0; count < 5; count += 1) {
    expect(await present(username, 'password 1')).toMatchObject(ACCEPTED);
  }
  expect(hashes).toHaveBeenCalledTimes(1);
});

test('a correct password is hashed once for all equivalent spellings', async () => {
  const hash = cheapHash('café au lait');
  const handler = withAuth(basic({ credentials: `léa:${hash}` }), () => 'in');
  const canonical = basicAuthorization('léa', 'café au lait');
  const spellings = [
    canonical,
    canonical.replace('Basic ', 'bAsIc   '),
    canonical.replace(/=+$/, ''),
    basicAuthorization('léa'.normalize('NFD'), 'café au lait'.normalize('NFD')),
  ];
  hashes.mockClear();

  for (const authorization of spellings) {
    expect((await invoke(handler, { authorization })).status).toBe(200);
  }
  expect(hashes).toHaveBeenCalledTimes(1);
});

test.each(['password 1', 'password 11', 'password 111'])(
  'a correct password is hashed once if other bits follow its last digit: %s',
  async (password) => {
    const handler = withAuth(basic({ credentials: `mia:${cheapHash(password)}` }), () => 'in');
    const canonical = basicAuthorization('mia', password);
    const spellings = [
      canonical,
      canonical.replace(/=+$/, ''),
      ` ${canonical}`,
      withSpareBits(canonical),
    ];
    hashes.mockClear();

    for (const authorization of spellings) {
      expect((await invoke(handler, { authorization })).status).toBe(200);
    }
    expect(hashes).toHaveBeenCalledTimes(1);
  },
);

/** Sets the bits of the last digit that belong to no byte (RFC 4648 section 3.5). */
function withSpareBits(authorization: string): string {
  return authorization.replace(/(.)(=+)$/, (_, digit: string, pads: string) => {
    return `${String.fromCharCode(digit.charCodeAt(0) + 1)}${pads}`;
  });
}

test('a correct password is hashed once for all schemes with the same hash', async () => {
  const credentials = `shared:${cheapHash('password 1')}`;
  const [one, other] = [presenter({ credentials }), presenter({ credentials, realm: 'Other' })];
  hashes.mockClear();

  expect(await one.present('shared', 'password 1')).toMatchObject(ACCEPTED);
  expect(await other.present('shared', 'password 1')).toMatchObject(ACCEPTED);
  expect(hashes).toHaveBeenCalledTimes(1);
});

test('a wrong password is hashed every time, because failures are not cached', async () => {
  const { username, present } = await known('password 1');

  for (let count = 0; count < 3; count += 1) {
    expect(await present(username, 'password 2')).toMatchObject(REFUSED);
  }
  expect(hashes).toHaveBeenCalledTimes(3);
});

test('a changed hash invalidates the passwords that were verified with the old one', async () => {
  const opened = await known('the old password');
  const { username } = opened;
  expect(await opened.present(username, 'the old password')).toMatchObject(ACCEPTED);

  opened.variables = { USERNAME: username, PASSWORD: cheapHash('the new password') };

  expect(await opened.present(username, 'the old password')).toMatchObject(REFUSED);
  expect(await opened.present(username, 'the new password')).toMatchObject(ACCEPTED);
});

test('the same password with another salt is verified again', async () => {
  const opened = await known('password 1');
  const { username } = opened;
  await opened.present(username, 'password 1');
  opened.variables = { USERNAME: username, PASSWORD: await hashPassword('password 1') };
  hashes.mockClear();

  expect(await opened.present(username, 'password 1')).toMatchObject(ACCEPTED);
  expect(hashes).toHaveBeenCalledTimes(1);
});

test('a removed user is refused, verified or not', async () => {
  const opened = await known('password 1');
  const { username } = opened;
  await opened.present(username, 'password 1');

  opened.variables = { USERNAME: 'somebody else', PASSWORD: 'password 2' };

  expect(await opened.present(username, 'password 1')).toMatchObject(REFUSED);
});

test('a change to another user does not cause another hash', async () => {
  const opened = await known('password 1');
  const { username } = opened;
  await opened.present(username, 'password 1');
  hashes.mockClear();

  opened.variables = { ...opened.variables, BASIC_AUTH_CREDENTIALS: 'new:password 2' };

  expect(await opened.present(username, 'password 1')).toMatchObject(ACCEPTED);
  expect(hashes).not.toHaveBeenCalled();
});

test('concurrent equal checks are computed once, whether correct or wrong', async () => {
  const { username, present } = await known('password 1');
  const twenty = (password: string) =>
    Promise.all(Array.from({ length: 20 }, () => present(username, password)));

  const right = await twenty('password 1');
  expect(right.every(({ status }) => status === 'accepted')).toBe(true);
  expect(hashes).toHaveBeenCalledTimes(1);

  const wrong = await twenty('password 2');
  expect(wrong.every(({ status }) => status === 'refused')).toBe(true);
  expect(hashes).toHaveBeenCalledTimes(2);
});

test('at most 10,000 passwords are cached, and the oldest is removed first', async () => {
  const pair = (n: number) => ({ username: `many-${n}`, password: `password ${n}` });
  const credentials = Array.from({ length: 10_001 }, (_, n) => pair(n));
  const { present } = presenter({ credentials, throttle: memoryThrottle() });
  for (const { username, password } of credentials) await present(username, password);
  for (const { username } of [pair(0), pair(10_000)]) {
    for (let count = 0; count < 10; count += 1) await present(username, `guess number ${count}`);
  }

  // A user in the cache is accepted, regardless of the number of wrong guesses.
  expect(await present('many-10000', 'password 10000')).toMatchObject(ACCEPTED);
  expect(await present('many-0', 'password 0')).toMatchObject({ code: 'THROTTLED' });
});

test('slow hashes run one at a time', async () => {
  const { username, present } = await known('password 1');
  let running = 0;
  let most = 0;
  hashes.mockImplementation((_secret, _salt, length, _options, done) => {
    running += 1;
    most = Math.max(most, running);
    setImmediate(() => {
      running -= 1;
      done(null, Buffer.alloc(length));
    });
  });

  await Promise.all(Array.from({ length: 30 }, (_, n) => present(username, `password ${n}x`)));

  expect(most).toBe(1);
});

test('with too many waiting checks, further callers must retry at once and are not counted', async () => {
  const throttle = { consume: jest.fn(() => 0), refund: jest.fn() };
  const { username, present } = await known('password 1', { throttle });
  hashes.mockImplementation((_secret, _salt, length, _options, done) => {
    setImmediate(() => done(null, Buffer.alloc(length)));
  });

  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, n) => present(username, `password ${n}x`)),
  );

  const busy = outcomes.filter(
    (outcome) => outcome.status === 'refused' && outcome.code === 'OVERLOADED',
  );
  expect(busy).toHaveLength(100 - 1 - 64);
  expect(busy[0]).toMatchObject({ retryAfterSeconds: 1 });
  expect(throttle.refund).toHaveBeenCalledTimes(busy.length);
});

test('a hash that cannot be computed is refused, and the next check runs normally', async () => {
  const { username, present } = await known('password 1');
  hashes.mockImplementationOnce((_secret, _salt, _length, _options, done) => {
    done(new Error('out of memory'));
  });

  await expect(present(username, 'password 1')).rejects.toThrow('out of memory');
  expect(await present(username, 'password 1')).toMatchObject(ACCEPTED);
});

import type { Principal } from '../../../assets/auth.private';
import { NO_THROTTLE, RELAXED } from '../../support/guard/no-throttle';
import { presenter } from '../../support/guard/presenter';

// The option `verify` uses the Function's own user database.

const ADA: Principal = { scheme: 'basic', username: 'ada' };
const ACCEPTED = { status: 'accepted', principal: ADA };
const REFUSED = { status: 'refused', code: 'CREDENTIALS_INVALID' };
const only = (password: string) => (username: string, given: string) =>
  username === 'ada' && given === password ? ADA : null;

test('the verifier gets the username, the password and the context, and decides', async () => {
  const verify = jest.fn(async (username: string, password: string) =>
    only('password 1')(username, password),
  );
  const { present } = presenter({ ...RELAXED, verify });

  expect(await present('ada', 'password 1')).toEqual(ACCEPTED);
  expect(await present('ada', 'password 2')).toEqual(REFUSED);
  expect(verify).toHaveBeenCalledWith('ada', 'password 1', { PATH: '/test' });
});

test.each([
  ['undefined', undefined],
  ['true', true],
  ['a text', 'ada'],
  ['an object without a username', { name: 'ada' }],
  ['an empty username', { username: '' }],
  ['a username that is no text', { username: 7 }],
])('%s instead of a principal refuses the caller', async (_what, answer) => {
  const { present } = presenter({ ...RELAXED, verify: () => answer as never });

  expect(await present('ada', 'password 1')).toEqual(REFUSED);
});

test('the verifier may return scopes', async () => {
  const scopes = ['read', 'write'];
  const { present } = presenter({ ...RELAXED, verify: () => ({ ...ADA, scopes }) });

  expect(await present('ada', 'password 1')).toEqual({
    status: 'accepted',
    principal: { ...ADA, scopes: ['read', 'write'] },
  });
});

test.each([
  ['a text', 'read'],
  ['numbers', [1]],
])('%s instead of scopes refuses the caller', async (_what, scopes) => {
  const { present } = presenter({
    ...RELAXED,
    verify: () => ({ ...ADA, scopes: scopes as never }),
  });

  expect(await present('ada', 'password 1')).toEqual(REFUSED);
});

test('only the username and the scopes of the result are kept, because a database row may hold secrets', async () => {
  const record = { id: 7, username: 'ada', passwordHash: 'secret', scheme: 'other' };
  const { present } = presenter({ ...RELAXED, verify: () => record });

  expect(await present('ada', 'password 1')).toEqual(ACCEPTED);
});

test('the verifier is called every time, so that a removed user is refused at once', async () => {
  let password = 'password 1';
  const { present } = presenter({
    ...RELAXED,
    verify: (username, given) => only(password)(username, given),
  });

  expect(await present('ada', 'password 1')).toEqual(ACCEPTED);
  password = 'password 2';
  expect(await present('ada', 'password 1')).toEqual(REFUSED);
});

test('the verifier is not called for callers whom another source accepts', async () => {
  const verify = jest.fn(() => null);
  const { present } = presenter({ ...RELAXED, verify, credentials: 'grace:password 1' });

  expect(await present('grace', 'password 1')).toMatchObject({ status: 'accepted' });
  expect(verify).not.toHaveBeenCalled();
});

test('a failure of the verifier is not counted as an attempt', async () => {
  const throttle = { consume: jest.fn(() => 0), refund: jest.fn() };
  const { present } = presenter({ verify: () => Promise.reject(new Error('away')), throttle });

  await expect(present('ada', 'password 1')).rejects.toThrow('away');
  expect(throttle.refund).toHaveBeenCalledTimes(1);
});

test('concurrent equal requests cause one call and are one attempt', async () => {
  const verify = jest.fn(async () => null);
  const throttle = { ...NO_THROTTLE, consume: jest.fn(() => 0) };
  const { present } = presenter({ verify, throttle });

  await Promise.all([present('ada', 'x'), present('ada', 'x'), present('ada', 'y')]);
  await present('ada', 'x');

  expect(verify).toHaveBeenCalledTimes(3);
  expect(throttle.consume).toHaveBeenCalledTimes(3);
});

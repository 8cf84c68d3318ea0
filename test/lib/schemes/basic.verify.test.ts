import type { Principal } from '../../../assets/auth.private';
import { door } from '../../support/authenticate';
import { LENIENT, NO_THROTTLE } from '../../support/lenient';

// A database of the Function's own.

const ADA: Principal = { scheme: 'basic', username: 'ada' };
const ACCEPTED = { status: 'accepted', principal: ADA };
const REFUSED = { status: 'refused', code: 'CREDENTIALS_INVALID' };
const only = (password: string) => (username: string, given: string) =>
  username === 'ada' && given === password ? ADA : null;

test('is asked with both sides and the context, and its answer counts', async () => {
  const verify = jest.fn(async (username: string, password: string) =>
    only('password 1')(username, password),
  );
  const { present } = door({ ...LENIENT, verify });

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
])('%s in place of a principal refuses', async (_what, answer) => {
  const { present } = door({ ...LENIENT, verify: () => answer as never });

  expect(await present('ada', 'password 1')).toEqual(REFUSED);
});

test('its answer may say what the user may do', async () => {
  const scopes = ['read', 'write'];
  const { present } = door({ ...LENIENT, verify: () => ({ ...ADA, scopes }) });

  expect(await present('ada', 'password 1')).toEqual({
    status: 'accepted',
    principal: { ...ADA, scopes: ['read', 'write'] },
  });
});

test.each([
  ['a text', 'read'],
  ['numbers', [1]],
])('%s in place of scopes refuses', async (_what, scopes) => {
  const { present } = door({ ...LENIENT, verify: () => ({ ...ADA, scopes: scopes as never }) });

  expect(await present('ada', 'password 1')).toEqual(REFUSED);
});

test('only the username and the scopes of its answer are kept: a record may hold secrets', async () => {
  const record = { id: 7, username: 'ada', passwordHash: 'secret', scheme: 'other' };
  const { present } = door({ ...LENIENT, verify: () => record });

  expect(await present('ada', 'password 1')).toEqual(ACCEPTED);
});

test('is asked every time, so that whoever is removed is out at once', async () => {
  let password = 'password 1';
  const { present } = door({
    ...LENIENT,
    verify: (username, given) => only(password)(username, given),
  });

  expect(await present('ada', 'password 1')).toEqual(ACCEPTED);
  password = 'password 2';
  expect(await present('ada', 'password 1')).toEqual(REFUSED);
});

test('is not asked about those whom another source lets in', async () => {
  const verify = jest.fn(() => null);
  const { present } = door({ ...LENIENT, verify, credentials: 'grace:password 1' });

  expect(await present('grace', 'password 1')).toMatchObject({ status: 'accepted' });
  expect(verify).not.toHaveBeenCalled();
});

test('where it fails, the attempt is not counted, and the next one is made', async () => {
  const throttle = { consume: jest.fn(() => 0), refund: jest.fn() };
  const { present } = door({ verify: () => Promise.reject(new Error('away')), throttle });

  await expect(present('ada', 'password 1')).rejects.toThrow('away');
  expect(throttle.refund).toHaveBeenCalledTimes(1);
});

test('equal requests that overlap share one call, and count as one attempt', async () => {
  const verify = jest.fn(async () => null);
  const throttle = { ...NO_THROTTLE, consume: jest.fn(() => 0) };
  const { present } = door({ verify, throttle });

  await Promise.all([present('ada', 'x'), present('ada', 'x'), present('ada', 'y')]);
  await present('ada', 'x');

  expect(verify).toHaveBeenCalledTimes(3);
  expect(throttle.consume).toHaveBeenCalledTimes(3);
});

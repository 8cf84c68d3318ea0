import { databaseAt } from '../../../lib/directory/database/database';
import { createFirstAccountLink } from '../../../lib/directory/users/first-account';
import { createDirectory, PASSWORD, type TestDirectory } from '../../support/directory/directory';
import { tokenFor } from '../../support/directory/mailbox';
import { race } from '../../support/directory/race';
import { addressIn } from '../../support/postgres/database';

// The link for the first account, which only the operator's commands create. It proves no address, so its user
// enters one.

let directory: TestDirectory;
beforeEach(async () => {
  directory = await createDirectory();
});
afterEach(() => directory.close());

const ADA = { name: 'Ada', password: PASSWORD, accountName: 'Engines', email: 'ada@example.com' };

async function link(): Promise<string> {
  const made = await createFirstAccountLink(databaseAt(addressIn(directory.database.url)));
  return made?.token ?? '';
}
const show = (token: string) => directory.caller().call('session/show-sign-up', { token });
const complete = (token: string, more: object = {}) =>
  directory.caller().call('session/complete-sign-up', { token, ...ADA, ...more });
const accounts = () => directory.database.query('select name from accounts');

test('creates the account and its administrator also while sign-up is closed, and starts a session', async () => {
  const token = await link();
  const caller = directory.caller();

  const shown = await caller.call('session/show-sign-up', { token });
  const reply = await caller.call('session/complete-sign-up', { token, ...ADA });

  expect(shown).toMatchObject({ status: 200, body: { email: null } });
  expect(reply).toMatchObject({ status: 200, body: { status: 'authenticated' } });
  expect((await caller.call('session/show')).json).toMatchObject({
    user: { email: ADA.email, name: 'Ada' },
    account: { name: 'Engines' },
    roles: { developer: 'read-write', team: 'manager', administrator: true },
  });
});

test('the audit log says that the operator made the link', async () => {
  await complete(await link());

  const events = await directory.database.query(
    "select principal_name, object from events where type = 'sign_up_completed'",
  );
  expect(events).toEqual([
    { principal_name: ADA.email, object: expect.objectContaining({ by: 'operator' }) },
  ]);
});

test('the user logs in with the address and the password afterward', async () => {
  await complete(await link(), { email: ' Ada@Example.com ' });

  const { email, password } = ADA;
  expect((await directory.caller().call('session/log-in', { email, password })).status).toBe(200);
});

test('a link works once', async () => {
  const token = await link();
  await complete(token);

  expect((await complete(token, { email: 'eve@example.com' })).code).toBe('SIGN_UP_CLOSED');
  expect(await accounts()).toHaveLength(1);
});

test('every other link is invalid once there is an account, and no new one is made', async () => {
  const [first, second] = [await link(), await link()];
  await complete(first);

  expect((await show(second)).code).toBe('LINK_INVALID');
  expect((await complete(second, { email: 'eve@example.com' })).code).toBe('LINK_INVALID');
  expect(await link()).toBe('');
});

test('an account of the command create-account makes the link invalid', async () => {
  const token = await link();
  await directory.addAccount('Another');

  expect((await complete(token)).code).toBe('LINK_INVALID');
});

test('a link is invalid after a day', async () => {
  const token = await link();
  const [{ seconds } = { seconds: 0 }] = await directory.database.query<{ seconds: number }>(
    'select extract(epoch from expires_at - now())::float8 as seconds from sign_ups',
  );
  expect(Math.abs(seconds - 86_400)).toBeLessThan(60);

  await directory.database.query('update sign_ups set expires_at = now()');

  expect((await complete(token)).code).toBe('SIGN_UP_CLOSED');
  expect(await accounts()).toEqual([]);
});

test.each([
  ['EMAIL_INVALID', { email: undefined }],
  ['INPUT_INVALID', { email: '' }],
  ['EMAIL_INVALID', { email: ' ' }],
  ['EMAIL_INVALID', { email: 'ada' }],
  ['PASSWORD_TOO_SHORT', { password: 'a violet' }],
  ['NAME_INVALID', { accountName: ' ' }],
])('%s keeps the link, with %j', async (code, more) => {
  const token = await link();

  expect((await complete(token, more)).code).toBe(code);
  expect((await complete(token)).status).toBe(200);
});

test('no endpoint makes such a link, also with open sign-up', async () => {
  const open = await createDirectory({ ALLOW_SIGNUP: 'true' }, directory.database);

  const codes: (string | undefined)[] = [];
  for (const email of ['', ' ', '\u200b']) {
    codes.push((await open.caller().call('session/sign-up', { email })).code);
  }
  expect(codes).toEqual(['INPUT_INVALID', 'EMAIL_INVALID', 'EMAIL_INVALID']);
  expect(await directory.database.query('select 1 from sign_ups')).toEqual([]);
});

test('a link that proves an address refuses another address, and accepts the same one', async () => {
  const open = await createDirectory({ ALLOW_SIGNUP: 'true' }, directory.database);
  await open.caller().call('session/sign-up', { email: ADA.email });
  const token = tokenFor(open.mailFolder, ADA.email);
  const finish = (email: string) =>
    open.caller().call('session/complete-sign-up', { ...ADA, token, email });

  expect((await finish('eve@example.com')).code).toBe('EMAIL_MISMATCH');
  expect((await finish('ADA@example.com')).status).toBe(200);
});

test('of eight processes, each with a link of its own, one creates the first account', async () => {
  const tokens = await Promise.all(Array.from({ length: 8 }, () => link()));

  const finishes = await race(
    directory,
    tokens.map((token, index) => ({
      path: 'session/complete-sign-up',
      input: { ...ADA, token, email: `user${index}@example.com` },
    })),
  );

  const codes = finishes.map(({ status, code }) => code ?? status).sort();
  expect(codes).toEqual([200, ...Array.from({ length: 7 }, () => 'LINK_INVALID')]);
  expect(await accounts()).toHaveLength(1);
});

import { type Caller, useDirectory } from '../../support/directory/directory';
import { keyHolder, make, present } from '../../support/directory/own-credentials';
import { addTeam, type Team } from '../../support/directory/team';

// A secret with an expiry never leads to a secret that lasts longer.

const HOUR_MS = 60 * 60 * 1000;
const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const SOON = at(1);
const LATER = at(2);

const directory = useDirectory();
let team: Team;
let reader: Caller;

beforeEach(async () => {
  team = await addTeam(directory, ['admin', 'reader']);
  reader = await team.session('reader');
});

test('an expired credential stops working at once, and its caller learns the reason', async () => {
  const { id, token } = await make(reader, { type: 'authtoken', expiresAt: SOON });
  await directory.database.query('update credentials set expires_at = now() where id = $1', [id]);
  expect(await present(directory, token)).toMatchObject({
    status: 401,
    code: 'CREDENTIALS_EXPIRED',
  });
});

test('a credential that has expired is not rotated', async () => {
  const { id } = await make(reader, { type: 'authtoken' });
  await directory.database.query('update credentials set expires_at = now() where id = $1', [id]);
  expect((await reader.call('account/rotate-credential', { id })).code).toBe('EXPIRY_INVALID');
});

/** Callers whose secret expires soon, and whose owner's secrets may last longer. */
const LIMITED: readonly (readonly [string, () => Promise<Caller>])[] = [
  [
    'an API key that expires',
    async () =>
      keyHolder(directory, (await make(reader, { type: 'api_key', expiresAt: SOON })).token),
  ],
  [
    'the old secret of an API key that was rotated',
    async () => {
      const { id, token } = await make(reader, { type: 'api_key' });
      await reader.call('account/rotate-credential', { id, gracePeriodSeconds: 3600 });
      return keyHolder(directory, token);
    },
  ],
];

describe.each(LIMITED)('%s', (_what, limited) => {
  let caller: Caller;

  beforeEach(async () => {
    caller = await limited();
  });

  test('creates credentials that expire with it', async () => {
    const { expiresAt } = await make(caller, { type: 'api_key' });
    expect(Math.abs(Date.parse(`${expiresAt}`) - Date.parse(SOON))).toBeLessThan(60_000);
  });

  test('creates credentials that expire earlier', async () => {
    const expiresAt = at(0.5);
    expect(await make(caller, { type: 'authtoken', expiresAt })).toMatchObject({ expiresAt });
  });

  test('creates no credentials that expire later', async () => {
    const input = { type: 'authtoken', expiresAt: LATER };
    expect((await caller.call('account/create-credential', input)).code).toBe('EXPIRY_INVALID');
  });

  test.each([
    ['later', LATER],
    ['never', null],
  ])('cannot change a credential to expire %s', async (_when, expiresAt) => {
    const { id } = await make(reader, { type: 'authtoken', expiresAt: SOON });
    const reply = await caller.call('account/update-credential', { id, expiresAt });
    expect(reply.code).toBe('EXPIRY_INVALID');
  });

  test('cannot rotate a credential that lasts longer', async () => {
    const { id } = await make(reader, { type: 'authtoken' });
    const reply = await caller.call('account/rotate-credential', { id });
    expect(reply.code).toBe('EXPIRY_INVALID');
  });
});

test('the old secret of an API key does not get the new secret', async () => {
  const { id, token } = await make(reader, { type: 'api_key' });
  await reader.call('account/rotate-credential', { id });
  const { code } = await keyHolder(directory, token).call('account/rotate-credential', { id });
  expect(code).toBe('EXPIRY_INVALID');
});

test("an administrator's API key that expires creates no longer-lasting credential for any owner", async () => {
  const { token } = await make(await team.session('admin'), { type: 'api_key', expiresAt: SOON });
  const owner = { member: await team.id('reader') };
  const made = await make(keyHolder(directory, token), { type: 'api_key', owner });
  expect(made['expiresAt']).toBe(SOON);
});

test('a deleted API key creates no credential', async () => {
  const { id, token } = await make(reader, { type: 'api_key' });
  await reader.call('account/delete-credential', { id });
  const reply = await keyHolder(directory, token).call('account/create-credential', {
    type: 'api_key',
  });
  expect(reply.status).toBe(401);
});

test("an API key has its owner's current permissions", async () => {
  const { token } = await make(await team.session('admin'), { type: 'api_key' });
  const holder = keyHolder(directory, token);
  expect((await holder.call('admin/list-credentials')).status).toBe(200);
  await directory.database.query('update memberships set administrator = false where id = $1', [
    await team.id('admin'),
  ]);
  expect((await holder.call('admin/list-credentials')).status).toBe(403);
});

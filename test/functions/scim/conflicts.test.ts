import { DEVELOPER } from '../../support/directory/directory';
import { addRow, inSeconds, sha256 } from '../../support/directory/directory-rows';
import { lastEvent, MANAGER, openSession } from '../../support/directory/team';
import { edgeField, makeEdgeToken } from '../../support/edge/edge-tokens';
import { useScim } from '../../support/scim/scim-fixture';
import { addProvider } from '../../support/sso/sso-account';

const scim = useScim();
const { newName } = scim;

const memberOf = async (id: string) =>
  (
    await scim.query<Record<string, unknown>>(
      `select m.*, u.name, u.email from memberships m join users u on u.id = m.user_id where m.id = $1`,
      id,
    )
  )[0];

/** Adds a member who has logged in with a provider of the account, as JIT does. */
async function addJitMember(userName: string, subject: string) {
  const client = {
    issuer: 'https://login.example',
    clientId: 'id',
    clientSecret: 'secret',
    type: 'oidc',
  };
  const idp_id = await addProvider(scim.directory, { client } as never, {
    account_id: scim.account,
  });
  const user_id = await scim.directory.addUser(userName, { [scim.account]: DEVELOPER });
  await scim.query(
    'update users set email_key = email, password_hash = null where id = $1',
    user_id,
  );
  await addRow(scim.directory.database, 'user_identities', { idp_id, subject, user_id });
  const rows = await scim.query<{ id: string }>(
    'select id from memberships where user_id = $1',
    user_id,
  );
  return rows[0]?.id ?? '';
}

async function invite(email: string, invitedBy: string) {
  const id = `inv_${sha256(email).toString('hex').slice(0, 12)}`;
  await addRow(scim.directory.database, 'invitations', {
    id,
    account_id: scim.account,
    email,
    email_key: email,
    ...MANAGER,
    invited_by: invitedBy,
    secret_hash: sha256(id),
    expires_at: inSeconds(600),
  });
  return id;
}

test('an open invitation is used, and its roles count if an administrator wrote them', async () => {
  const [byAdmin, byManager] = [newName(), newName()];
  await invite(byAdmin, await scim.team.id('admin'));
  await invite(byManager, await scim.team.id('manager'));

  expect(await memberOf(await scim.create(byAdmin))).toMatchObject(MANAGER);
  expect(await memberOf(await scim.create(byManager))).toMatchObject(DEVELOPER);
  expect(await scim.query('select from invitations where account_id = $1', scim.account)).toEqual(
    [],
  );
});

test('a member whom JIT made is adopted by a POST of the userName or of the subject as externalId', async () => {
  const [one, two] = [newName(), newName()];
  const byName = await addJitMember(one, 'sub-1');
  const bySubject = await addJitMember(two, 'sub-2');

  expect(await scim.create(one, { externalId: 'x-1' })).toBe(byName);
  expect(await scim.create(newName(), { externalId: 'sub-2', displayName: 'Two' })).toBe(bySubject);
  expect(await memberOf(byName)).toMatchObject({ managed: true, external_id: 'x-1' });
  expect(await memberOf(bySubject)).toMatchObject({ managed: true, name: 'Two' });
  const { status, json } = await scim.send('POST', '/Users', { userName: one });
  expect([status, json.scimType]).toEqual([409, 'uniqueness']);
});

test('a member who was invited is not adopted by a POST, but by a PUT of what a filter finds', async () => {
  const userName = scim.team.email('manager');
  expect((await scim.send('POST', '/Users', { userName })).status).toBe(409);
  const filter = encodeURIComponent(`userName eq "${userName}"`);
  const found = (await scim.send('GET', `/Users?filter=${filter}`)).json.Resources[0];
  const { status, json } = await scim.send('PUT', `/Users/${found.id}`, {
    ...found,
    externalId: 'x',
  });
  expect([status, json.id, json.externalId]).toEqual([200, await scim.team.id('manager'), 'x']);
});

test('a user of another account becomes a member, and keeps the name and the address there', async () => {
  const other = await scim.addAccount();
  const userName = newName();
  const user = await scim.directory.addUser(userName, { [other.account]: DEVELOPER });
  await scim.query("update users set email_key = email, name = 'Own Name' where id = $1", user);
  const id = await scim.create(userName, { displayName: 'Name here' });
  await scim.patch(id, { op: 'replace', value: { userName: newName(), displayName: 'Later' } });

  expect(await memberOf(id)).toMatchObject({
    user_id: user,
    name: 'Own Name',
    email: userName,
    display_name: 'Later',
  });
  expect((await scim.send('GET', `/Users/${id}`)).json.displayName).toBe('Later');
  const { token } = other;
  const theirs = await scim.send('GET', '/Users', {}, { token });
  expect(theirs.json.Resources).toEqual([
    expect.objectContaining({ userName, displayName: 'Own Name' }),
  ]);
  expect(theirs.text).not.toContain(id);
});

test('two users have neither the same userName nor the same externalId', async () => {
  const [one, two] = [newName(), newName()];
  await scim.create(one, { externalId: 'same' });
  const id = await scim.create(two);
  const answers = [
    await scim.send('POST', '/Users', { userName: newName(), externalId: 'same' }),
    await scim.patch(id, { op: 'replace', path: 'externalId', value: 'same' }),
    await scim.patch(id, { op: 'replace', path: 'userName', value: one.toUpperCase() }),
  ];
  expect(answers.map(({ status, json }) => [status, json.scimType])).toEqual(
    new Array(3).fill([409, 'uniqueness']),
  );
});

describe('what the identity provider manages', () => {
  test('a managed member is not enabled, disabled or removed by hand, and nobody is invited', async () => {
    const member = await scim.create(newName());
    const admin = await scim.team.session('admin');
    const roles = DEVELOPER;
    const calls = [
      await admin.call('admin/disable-member', { member }),
      await admin.call('admin/remove-member', { member }),
      await admin.call('admin/invite', { email: newName(), roles }),
    ];
    await scim.patch(member, { op: 'replace', path: 'active', value: false });
    calls.push(await admin.call('admin/enable-member', { member }));
    expect(calls.map(({ status, code }) => [status, code])).toEqual(
      new Array(4).fill([409, 'MANAGED_BY_IDENTITY_PROVIDER']),
    );
    // Other members are the administrators' own.
    const own = { member: await scim.team.id('manager') };
    expect((await admin.call('admin/disable-member', own)).status).toBe(200);
  });

  test('the list of members and a session say who is managed', async () => {
    const userName = newName();
    const member = await scim.create(userName);
    const admin = await scim.team.session('admin');
    const user = await openSession(scim.directory, userName, scim.account);
    const managed = async () => {
      const { json } = await admin.call('admin/show-member', { member });
      const { json: session } = await user.call('session/show');
      const { managed: ofMember } = json as { readonly managed: boolean };
      return [ofMember, (session as { readonly user: { readonly managed: boolean } }).user.managed];
    };
    expect(await managed()).toEqual([true, true]);
    await scim.query('update memberships set break_glass = true where id = $1', member);
    expect(await managed()).toEqual([false, false]);
    await scim.query('update memberships set break_glass = false where id = $1', member);
    await scim.query("update accounts set provisioning = 'invite' where id = $1", scim.account);
    expect(await managed()).toEqual([false, false]);
  });

  test('a managed member changes neither name nor address', async () => {
    const userName = newName();
    await scim.create(userName, { displayName: 'Given' });
    const caller = await openSession(scim.directory, userName, scim.account);
    const calls = [
      await caller.call('account/update-profile', { name: 'Own' }),
      await caller.call('account/change-email', { email: newName() }),
    ];
    expect(calls.map(({ status, code }) => [status, code])).toEqual(
      new Array(2).fill([409, 'MANAGED_BY_IDENTITY_PROVIDER']),
    );
  });

  test('nothing is managed any longer after SCIM is turned off, and members stay as they are', async () => {
    const userName = newName();
    const member = await scim.create(userName);
    const admin = await scim.team.session('admin');
    expect((await admin.call('admin/update-account', { provisioning: 'invite' })).status).toBe(200);
    const caller = await openSession(scim.directory, userName, scim.account);
    expect((await caller.call('account/update-profile', { name: 'Own' })).status).toBe(200);
    expect((await admin.call('admin/disable-member', { member })).status).toBe(200);
    expect(
      (await lastEvent(scim.directory, scim.account, 'account_updated'))['object'],
    ).toMatchObject({
      from: { provisioning: 'scim' },
      provisioning: 'invite',
    });
  });
});

test('SCIM is turned on by a call through an edge, by an administrator with a recent step-up', async () => {
  await scim.query("update accounts set provisioning = 'invite' where id = $1", scim.account);
  const admin = await scim.team.session('admin');
  const input = { provisioning: 'scim' };
  expect((await admin.call('admin/update-account', input)).code).toBe('EDGE_REQUIRED');
  jest.spyOn(console, 'warn').mockReturnValue();
  const forged = edgeField(makeEdgeToken().token, { target: '/admin/update-account' });
  expect((await admin.call('admin/update-account', input, { 'x-edge': forged })).code).toBe(
    'EDGE_REQUIRED',
  );
  const edge = { 'x-edge': scim.edgeHeader('POST', '/admin/update-account') };
  await scim.query("update sessions set stepped_up_at = now() - interval '1 hour'");
  expect((await admin.call('admin/update-account', input, edge)).code).toBe('STEP_UP_REQUIRED');
  await scim.query('update sessions set stepped_up_at = now()');
  expect((await admin.call('admin/update-account', input, edge)).json).toMatchObject(input);
});

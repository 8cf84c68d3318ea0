import { ADMINISTRATOR, DEVELOPER } from '../../support/directory/directory';
import { addCredential } from '../../support/directory/directory-rows';
import { mailsTo } from '../../support/directory/mailbox';
import { sessionFor } from '../../support/directory/session-for';
import { eventsOf, lastEvent } from '../../support/directory/team';
import {
  addBreakGlass,
  addSsoAdministrator,
  type SsoAdministrator,
} from '../../support/sso/enforced-account';
import { useSso } from '../../support/sso/sso-fixture';

const sso = useSso();
let admin: SsoAdministrator;
let otherId: string;

beforeEach(async () => {
  admin = await addSsoAdministrator(sso);
  otherId = await sso.directory.addUser('other@example.com', { [sso.account]: ADMINISTRATOR });
});

const update = (input: object, by = admin.caller) => by.call('admin/update-account', input);
const modeOf = async () =>
  (await sso.query('select sso from accounts where id = $1', sso.account))[0];
const ENFORCED = { sso: 'enforced', withoutBreakGlass: true };

test('an account does not require single sign-on by default', async () => {
  expect((await admin.caller.call('admin/show-account')).body).toMatchObject({ sso: 'mixed' });
});

describe('requiring single sign-on', () => {
  test('is possible for an administrator who has logged in with it', async () => {
    const { status, body } = await update(ENFORCED);

    expect({ status, body }).toMatchObject({ status: 200, body: { sso: 'enforced' } });
    expect(await modeOf()).toEqual({ sso: 'enforced' });
  });

  test('is refused in a session by a password', async () => {
    const caller = await sessionFor(sso.directory, { userId: otherId, accountId: sso.account });

    expect(await update(ENFORCED, caller)).toMatchObject({
      status: 403,
      code: 'SSO_LOGIN_REQUIRED',
    });
    expect(await modeOf()).toEqual({ sso: 'mixed' });
  });

  test('is refused with an API key', async () => {
    const owner = { accountId: sso.account, membershipId: admin.member };
    const caller = sso.directory.caller();
    caller.apiKey = (await addCredential(sso.directory.database, 'api_key', owner)).token;

    expect(await update(ENFORCED, caller)).toMatchObject({ code: 'SSO_LOGIN_REQUIRED' });
  });

  test('needs a break-glass member, or the word of the administrator', async () => {
    expect(await update({ sso: 'enforced' })).toMatchObject({
      status: 409,
      code: 'BREAK_GLASS_REQUIRED',
    });
    await addBreakGlass(sso, 'glass@example.com');

    expect(await update({ sso: 'enforced' })).toMatchObject({ status: 200 });
  });

  test.each([
    ['has no second factor any longer', 'update users set totp_confirmed_at = null where id = $1'],
    ['has no password', 'update users set password_hash = null where id = $1'],
    ['is disabled', 'update memberships set active = false where user_id = $1'],
    ['is no administrator', 'update memberships set administrator = false where user_id = $1'],
  ])('does not count a break-glass member who %s', async (_what, change) => {
    const { userId } = await addBreakGlass(sso, 'glass@example.com');
    await sso.query('delete from passkeys');
    await sso.query(change, userId);

    expect(await update({ sso: 'enforced' })).toMatchObject({ code: 'BREAK_GLASS_REQUIRED' });
  });

  test('needs a step-up, and so does the way back', async () => {
    const age = () => sso.query("update sessions set stepped_up_at = now() - interval '1 hour'");
    await age();
    expect(await update(ENFORCED)).toMatchObject({ code: 'STEP_UP_REQUIRED' });
    await sso.query("update accounts set sso = 'enforced'");

    expect(await update({ sso: 'mixed' })).toMatchObject({ code: 'STEP_UP_REQUIRED' });
  });

  test('ends the sessions without it, but not those of break-glass members or in other accounts', async () => {
    const elsewhere = await sso.directory.addAccount('Other');
    const glass = await addBreakGlass(sso, 'glass@example.com');
    await sso.query(
      `insert into memberships (id, account_id, user_id, developer, team, administrator)
      values ('mbr_elsewhere', $1, $2, $3, $4, false)`,
      ...[elsewhere, otherId, DEVELOPER.developer, DEVELOPER.team],
    );
    const open = (userId: string, accountId: string | null) =>
      sessionFor(sso.directory, { userId, accountId });
    const ended = await open(otherId, sso.account);
    const kept = [
      await open(otherId, elsewhere),
      await open(otherId, null),
      await open(glass.userId, sso.account),
      admin.caller,
    ];
    const { json } = await admin.caller.call('admin/show-provisioning');
    expect(json).toMatchObject({ otherSessions: 1 });
    await update({ sso: 'enforced' });

    expect((await ended.call('session/show')).status).toBe(401);
    for (const caller of kept) expect((await caller.call('session/show')).status).toBe(200);
    expect(await sso.count('sessions')).toBe(kept.length);
    expect(await lastEvent(sso.directory, sso.account, 'sso_enforced')).toMatchObject({
      object: { sessions: 1, hasBreakGlass: true },
    });
  });

  test('again changes nothing, in any session', async () => {
    await addBreakGlass(sso, 'glass@example.com');
    await update({ sso: 'enforced' });
    await update({ sso: 'enforced' });

    const events = await eventsOf(sso.directory, sso.account);
    expect(events.filter((type) => type === 'sso_enforced')).toHaveLength(1);
    expect(events).not.toContain('account_updated');
  });
});

test('the way back to passwords is open to every administrator with a session or an API key', async () => {
  await update(ENFORCED);
  const owner = { accountId: sso.account, membershipId: admin.member };
  const caller = sso.directory.caller();
  caller.apiKey = (await addCredential(sso.directory.database, 'api_key', owner)).token;

  expect((await update({ sso: 'mixed' }, caller)).body).toMatchObject({ sso: 'mixed' });
  expect(await eventsOf(sso.directory, sso.account)).toContain('sso_mixed');
  expect((await sso.directory.logIn('other@example.com')).cookies).not.toEqual({});
});

test('the other administrators get a mail about both changes', async () => {
  const email = `other.${sso.account}@example.com`;
  await sso.query('update users set email = $1 where id = $2', email, otherId);
  await update(ENFORCED);
  await update({ sso: 'mixed' });

  const subjects = mailsTo(sso.directory.mailFolder, email).map(({ subject }) => subject);
  expect(subjects).toEqual([
    'Single sign-on is now required at localhost:3000',
    'Single sign-on is no longer required at localhost:3000',
  ]);
});

describe('while single sign-on is required, an identity provider', () => {
  beforeEach(async () => {
    await update(ENFORCED);
  });
  const add = (id: string, active: boolean) =>
    sso.query(
      `insert into identity_providers (id, account_id, type, name, issuer, client_id, client_secret, client_authentication, scopes, active)
      values ($1, $2, 'oidc', 'X', 'https://x.example', 'x', 'x', 'post', '{}', $3)`,
      ...[id, sso.account, active],
    );
  const deactivate = (id: string) =>
    admin.caller.call('admin/update-identity-provider', { id, active: false });
  const remove = (id: string) => admin.caller.call('admin/delete-identity-provider', { id });

  test('that the caller logged in with is neither deactivated nor deleted', async () => {
    await add('idp_second', true);
    const IN_USE = { status: 409, code: 'IDENTITY_PROVIDER_IN_USE' };

    expect(await deactivate(sso.identityProvider)).toMatchObject(IN_USE);
    expect(await remove(sso.identityProvider)).toMatchObject(IN_USE);
  });

  test('that is the last active one is neither deactivated nor deleted', async () => {
    await add('idp_inactive', false);
    const { userId } = await addBreakGlass(sso, 'glass@example.com');
    const glass = await sessionFor(sso.directory, { userId, accountId: sso.account });
    const IN_USE = { status: 409, code: 'IDENTITY_PROVIDER_IN_USE' };
    const id = sso.identityProvider;

    expect(await glass.call('admin/update-identity-provider', { id, active: false })).toMatchObject(
      IN_USE,
    );
    expect(await glass.call('admin/delete-identity-provider', { id })).toMatchObject(IN_USE);
    await sso.query("update identity_providers set active = true where id = 'idp_inactive'");
    expect(await glass.call('admin/delete-identity-provider', { id })).toMatchObject({
      status: 200,
    });
  });

  test('that is another one is deactivated and deleted', async () => {
    await add('idp_second', true);

    expect(await deactivate('idp_second')).toMatchObject({ status: 200 });
    expect(await remove('idp_second')).toMatchObject({ status: 200 });
  });
});

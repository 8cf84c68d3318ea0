import { eventsOf, lastEvent } from '../../support/directory/team';
import { ADA, useSso } from '../../support/sso/sso-fixture';

const sso = useSso();
const RENAMED = { ...ADA, name: 'Ada King' };

/** Logs a user of the provider in. @returns the user's name afterward. */
async function nameAfter(user: object): Promise<string> {
  return (await sso.shown((await sso.logIn({ ...ADA, ...user })).caller)).user.name;
}

describe('the name of a user whom the provider added', () => {
  beforeEach(async () => {
    await sso.provision('jit');
    await sso.logIn();
  });

  test('follows the provider at each login, and the audit log records it', async () => {
    expect(await nameAfter(RENAMED)).toBe('Ada King');
    expect(await lastEvent(sso.directory, sso.account, 'user_updated')).toMatchObject({
      principal_name: ADA.email,
      object: { name: 'Ada King' },
    });
  });

  test('changes nothing if it is the same', async () => {
    await nameAfter({});

    expect(await eventsOf(sso.directory, sso.account)).not.toContain('user_updated');
  });

  test.each([
    ['no name', undefined],
    ['an empty name', ' '],
    ['a name with a control character', 'Ada\u0007'],
  ])('stays if the provider sends %s', async (_what, name) => {
    expect(await nameAfter({ name })).toBe('Ada');
  });

  test.each([
    ['has a password', "update users set password_hash = 'x'"],
    ['is managed by SCIM', 'update memberships set managed = true'],
  ])('is not the provider’s if the user %s', async (_what, change) => {
    await sso.query(change);

    expect(await nameAfter(RENAMED)).toBe('Ada');
  });

  test('is not the provider’s if the user is in another account, too', async () => {
    const other = await sso.directory.addAccount('Other');
    await sso.query(
      `insert into memberships (id, account_id, user_id, developer, team, administrator)
      select 'mbr_other', $1, user_id, developer, team, administrator from memberships`,
      other,
    );

    expect(await nameAfter(RENAMED)).toBe('Ada');
  });

  test.each([
    ['account/update-profile', { name: 'Countess' }],
    ['account/change-email', { email: 'countess@example.org' }],
  ])('and address are not changed by %s', async (path, input) => {
    const { caller } = await sso.logIn();

    expect(await caller.call(path, input)).toMatchObject({
      status: 409,
      code: 'MANAGED_BY_IDENTITY_PROVIDER',
    });
    expect((await sso.shown(caller)).user).toMatchObject({ managed: true });
  });

  test('is the user’s own again if the provider was deleted', async () => {
    const { caller } = await sso.logIn();
    await sso.query('update sessions set idp_id = null');
    await sso.query('delete from identity_providers');

    expect(await caller.call('account/update-profile', { name: 'Countess' })).toMatchObject({
      status: 200,
    });
  });
});

test('a user with a password keeps the own name, and changes it', async () => {
  await sso.addUser(ADA.email, [sso.account]);
  const { caller } = await sso.logIn();
  await caller.call('account/update-profile', { name: 'Countess' });

  expect(await nameAfter(RENAMED)).toBe('Countess');
  expect((await sso.shown(caller)).user).toMatchObject({ managed: false });
});

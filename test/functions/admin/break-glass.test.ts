import { ADMINISTRATOR, DEVELOPER } from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { sessionFor } from '../../support/directory/session-for';
import { lastEvent, READER } from '../../support/directory/team';
import { forgetUsedCodes, totpCode } from '../../support/directory/totp';
import {
  addBreakGlass,
  addSsoAdministrator,
  type BreakGlass,
  enforce,
  type SsoAdministrator,
} from '../../support/sso/enforced-account';
import { useSso } from '../../support/sso/sso-fixture';

const sso = useSso();
let admin: SsoAdministrator;
let ada: BreakGlass;

beforeEach(async () => {
  await sso.query('delete from throttles');
  admin = await addSsoAdministrator(sso);
  ada = await addBreakGlass(sso, 'glass@example.com');
});

const set = (member: string, breakGlass: boolean) =>
  admin.caller.call('admin/set-break-glass', { member, breakGlass });
const isSet = async (member: string) =>
  (await sso.query('select break_glass from memberships where id = $1', member))[0];
const unset = () => sso.query('update memberships set break_glass = false');

describe('admin/set-break-glass', () => {
  test('names an administrator, which the members show to managers', async () => {
    await unset();
    const { status, body } = await set(ada.member, true);

    expect({ status, body }).toMatchObject({ status: 200, body: { breakGlass: true } });
    const { body: shown } = await admin.caller.call('admin/show-member', { member: ada.member });
    expect(shown).toMatchObject({ breakGlass: true });
    const readerId = await sso.directory.addUser('reader@example.com', { [sso.account]: READER });
    const reader = await sessionFor(sso.directory, { userId: readerId, accountId: sso.account });
    const { body: seen } = await reader.call('admin/show-member', { member: ada.member });
    expect(seen).toMatchObject({ breakGlass: null });
  });

  test('records the change, and notifies the other administrators', async () => {
    await unset();
    const email = `glass.${sso.account}@example.com`;
    await sso.query('update users set email = $1 where id = $2', email, ada.userId);
    await set(ada.member, true);

    expect(await lastEvent(sso.directory, sso.account, 'break_glass_set')).toMatchObject({
      object_id: ada.member,
      object: { breakGlass: true, email },
    });
    expect(mailsTo(sso.directory.mailFolder, email).map(({ subject }) => subject)).toEqual([
      'A new emergency login of your account at localhost:3000',
    ]);
    await set(ada.member, false);
    expect(await isSet(ada.member)).toEqual({ break_glass: false });
  });

  test.each([
    ['without a password', 'update users set password_hash = null where id = $1'],
    ['who is disabled', 'update memberships set active = false where user_id = $1'],
    ['who is no administrator', 'update memberships set administrator = false where user_id = $1'],
  ])('refuses a member %s', async (_what, change) => {
    await unset();
    await sso.query(change, ada.userId);

    expect(await set(ada.member, true)).toMatchObject({ status: 422, code: 'BREAK_GLASS_INVALID' });
  });

  test('threat 10: refuses a member without a second factor', async () => {
    await unset();
    await sso.query('delete from passkeys');
    await sso.query('update users set totp_confirmed_at = null');

    expect(await set(ada.member, true)).toMatchObject({ status: 422, code: 'BREAK_GLASS_INVALID' });
    expect(await isSet(ada.member)).toEqual({ break_glass: false });
  });

  test('names at most two', async () => {
    await addBreakGlass(sso, 'second@example.com');
    const third = await addBreakGlass(sso, 'third@example.com');
    await sso.query('update memberships set break_glass = false where id = $1', third.member);

    expect(await set(third.member, true)).toMatchObject({ status: 409, code: 'LIMIT_REACHED' });
  });
});

describe('threat 10: while single sign-on is required', () => {
  beforeEach(() => enforce(sso));
  const REQUIRED = { status: 409, code: 'BREAK_GLASS_REQUIRED' };
  const asGlass = () => sessionFor(sso.directory, { userId: ada.userId, accountId: sso.account });

  test('the last break-glass member remains one', async () => {
    expect(await set(ada.member, false)).toMatchObject(REQUIRED);
    await addBreakGlass(sso, 'second@example.com');

    expect(await set(ada.member, false)).toMatchObject({ status: 200 });
  });

  test('a second one without a second factor does not replace the last', async () => {
    const second = await addBreakGlass(sso, 'second@example.com');
    await sso.query('delete from passkeys where user_id = $1', second.userId);
    await sso.query('update users set totp_confirmed_at = null where id = $1', second.userId);

    expect(await set(ada.member, false)).toMatchObject(REQUIRED);
  });

  test.each([
    ['demoted', 'admin/update-member', { roles: DEVELOPER }],
    ['disabled', 'admin/disable-member', {}],
    ['removed', 'admin/remove-member', {}],
  ])('a break-glass member is not %s, also if there are two', async (_what, path, more) => {
    await addBreakGlass(sso, 'second@example.com');

    expect(await admin.caller.call(path, { member: ada.member, ...more })).toMatchObject(REQUIRED);
    expect(await isSet(ada.member)).toEqual({ break_glass: true });
  });

  test('a break-glass member neither leaves nor deletes the user', async () => {
    const caller = await asGlass();

    expect(await caller.call('account/leave-account')).toMatchObject(REQUIRED);
    expect(await caller.call('account/delete-user', { email: 'glass@example.com' })).toMatchObject(
      REQUIRED,
    );
  });

  test('a break-glass member keeps the password', async () => {
    const caller = await asGlass();

    expect(await caller.call('account/remove-password')).toMatchObject(REQUIRED);
  });

  test('a break-glass member keeps the last second factor', async () => {
    const caller = await asGlass();
    const [passkey] = await sso.query<{ id: string }>('select id from passkeys');
    await forgetUsedCodes(sso.directory);
    const code = totpCode(ada.secret);
    expect(await caller.call('account/disable-mfa', { code })).toMatchObject({ status: 200 });

    expect(await caller.call('account/delete-passkey', { id: passkey?.id })).toMatchObject({
      status: 403,
      code: 'MFA_REQUIRED',
    });
  });

  test('an administrator is demoted after another break-glass member was named', async () => {
    const second = await addBreakGlass(sso, 'second@example.com');
    await set(ada.member, false);
    const roles = DEVELOPER;

    expect(
      await admin.caller.call('admin/update-member', { member: ada.member, roles }),
    ).toMatchObject({ status: 200 });
    expect(await isSet(second.member)).toEqual({ break_glass: true });
  });
});

test.each([
  ['demoted', 'admin/update-member', { roles: DEVELOPER }],
  ['disabled', 'admin/disable-member', {}],
])(
  'in a mixed account, a member who is %s is no longer a break-glass member',
  async (_w, path, more) => {
    const { status, body } = await admin.caller.call(path, { member: ada.member, ...more });

    expect({ status, body }).toMatchObject({ status: 200, body: { breakGlass: false } });
    expect(await isSet(ada.member)).toEqual({ break_glass: false });
  },
);

test('a break-glass member who stays an administrator remains one', async () => {
  const roles = { ...ADMINISTRATOR, developer: 'read-write' };
  await admin.caller.call('admin/update-member', { member: ada.member, roles });

  expect(await isSet(ada.member)).toEqual({ break_glass: true });
});

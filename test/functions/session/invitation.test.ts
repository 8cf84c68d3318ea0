import { PASSWORD, useDirectory } from '../../support/directory/directory';
import { addRow, inSeconds, sha256 } from '../../support/directory/directory-rows';
import { tokenFor } from '../../support/directory/mailbox';
import {
  addTeam,
  eventsOf,
  lastEvent,
  MEMBERS,
  openSession,
  READER,
  type Team,
} from '../../support/directory/team';

const INVITER = MEMBERS.inviter;

const directory = useDirectory();
let team: Team;
let email: string;

beforeEach(async () => {
  team = await addTeam(directory);
  email = `new.${team.account}@example.com`;
});

async function invite(roles: object = READER): Promise<string> {
  const admin = await team.session('admin');
  await admin.call('admin/invite', { email, roles });
  return tokenFor(directory.mailFolder, email);
}

const expire = () =>
  directory.database.query('update invitations set expires_at = now() where account_id = $1', [
    team.account,
  ]);

const requireMfa = () =>
  directory.database.query('update accounts set mfa_required = true where id = $1', [team.account]);

const membershipsOf = (address: string) =>
  directory.database.query(
    `select m.account_id, m.developer, m.team, m.administrator, m.active
    from memberships m join users u on u.id = m.user_id where u.email_key = $1`,
    [address],
  );

const signUp = (token: string, more: object = {}) =>
  directory
    .caller()
    .call('session/sign-up-by-invitation', { token, name: 'Ada', password: PASSWORD, ...more });

async function resetPassword(): Promise<string> {
  const [{ id } = { id: '' }] = await directory.database.query<{ id: string }>(
    'select id from users where email = $1',
    [email],
  );
  const token = `${'reset'.repeat(4)}${id}`;
  await addRow(directory.database, 'password_resets', {
    user_id: id,
    secret_hash: sha256(token),
    expires_at: inSeconds(600),
  });
  const password = 'seven quiet lanterns';
  await directory.caller().call('session/reset-password', { token, password });
  return password;
}

describe('session/show-invitation', () => {
  test('shows the holder of the link what it is for', async () => {
    const token = await invite(INVITER);
    const reply = await directory.caller().call('session/show-invitation', { token });
    expect(reply.json).toEqual({
      account: { name: expect.stringMatching(/^team/), mfaRequired: false },
      email,
      roles: INVITER,
      invitedBy: { name: expect.any(String), email: team.email('admin') },
      expiresAt: expect.stringMatching(/Z$/),
      hasUser: false,
    });
  });

  test('says if the address already has a user', async () => {
    await directory.addUser(email, {});
    const token = await invite();
    const reply = await directory.caller().call('session/show-invitation', { token });
    expect(reply.json).toMatchObject({ hasUser: true });
  });

  test('accepts no token from a query', async () => {
    const token = await invite();
    const fields = { 'content-type': null, 'content-length': null };
    const reply = await directory.caller().call('session/show-invitation', { token }, fields);
    expect(reply.code).toBe('CONTENT_TYPE_INVALID');
  });
});

describe('session/accept-invitation', () => {
  async function invitee(address = email) {
    await directory.addUser(address, {});
    return openSession(directory, address, null);
  }

  test('makes a user without an account a member and switches the session', async () => {
    const [caller, token] = [await invitee(), await invite(INVITER)];
    const reply = await caller.call('session/accept-invitation', { token });
    expect(reply).toMatchObject({
      status: 200,
      body: { status: 'authenticated', account: { id: team.account } },
    });
    expect((await caller.call('session/show')).json).toMatchObject({
      status: 'authenticated',
      account: { id: team.account },
      roles: INVITER,
    });
    expect((await eventsOf(directory, team.account)).slice(1)).toEqual([
      'invitation_accepted',
      'membership_created',
      'session_switched',
    ]);
    expect(await lastEvent(directory, team.account, 'membership_created')).toMatchObject({
      principal_name: email,
      object: { email, roles: INVITER },
    });
  });

  test.each([
    ['logs in', async () => PASSWORD],
    ['resets the password', async () => resetPassword()],
  ])(
    'allows a user to join who is disabled in the only other account, and who %s',
    async (_how, prove) => {
      const other = await addTeam(directory, ['admin', 'reader']);
      email = other.email('reader');
      const member = await other.id('reader');
      await (await other.session('admin')).call('admin/disable-member', { member });
      const token = await invite();
      const caller = directory.caller();
      const logIn = { email, password: await prove() };

      expect((await caller.call('session/log-in', logIn)).json).toEqual({ status: 'no_account' });
      expect((await caller.call('admin/list-members')).status).toBe(403);
      const back = await caller.call('session/switch-account', { account: other.account });
      expect(back.code).toBe('ACCOUNT_UNAVAILABLE');
      const { json } = await caller.call('session/accept-invitation', { token });
      expect(json).toMatchObject({ status: 'authenticated', account: { id: team.account } });
      const there = { ...logIn, account: other.account };
      expect((await directory.caller().call('session/log-in', there)).code).toBe(
        'ACCOUNT_UNAVAILABLE',
      );
    },
  );

  test('makes a member of another account a member of this account too', async () => {
    const other = await addTeam(directory, ['admin']);
    email = other.email('admin');
    const token = await invite();
    const caller = await other.session('admin');
    expect((await caller.call('session/accept-invitation', { token })).status).toBe(200);
    expect(await membershipsOf(email)).toHaveLength(2);
  });

  test('gives the session a new secret and ends the old secret', async () => {
    const [caller, token] = [await invitee(), await invite()];
    const old = directory.caller();
    Object.assign(old.cookies, caller.cookies);
    await caller.call('session/accept-invitation', { token });
    expect((await old.call('session/show')).status).toBe(401);
  });

  test('makes a user without a second factor enroll if the account requires one', async () => {
    const [caller, token] = [await invitee(), await invite()];
    await requireMfa();
    const reply = await caller.call('session/accept-invitation', { token });
    expect(reply.json).toMatchObject({ status: 'mfa_enrollment_required' });
    expect((await caller.call('admin/show-account')).status).toBe(403);
  });

  test('refuses another address and keeps the invitation', async () => {
    const token = await invite();
    const reader = await team.session('reader');
    expect((await reader.call('session/accept-invitation', { token })).code).toBe('EMAIL_MISMATCH');
    const caller = await invitee();
    expect((await caller.call('session/accept-invitation', { token })).status).toBe(200);
  });

  test('works once', async () => {
    const [caller, token] = [await invitee(), await invite()];
    await caller.call('session/accept-invitation', { token });
    expect((await caller.call('session/accept-invitation', { token })).code).toBe('LINK_INVALID');
  });

  test('succeeds once in several concurrent calls', async () => {
    const token = await invite();
    await directory.addUser(email, {});
    const callers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => openSession(directory, email, null)),
    );
    const replies = await Promise.all(
      callers.map((caller) => caller.call('session/accept-invitation', { token })),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await membershipsOf(email)).toHaveLength(1);
  });

  test('refuses an invitation that has expired', async () => {
    const [caller, token] = [await invitee(), await invite()];
    await expire();
    expect((await caller.call('session/accept-invitation', { token })).code).toBe('LINK_INVALID');
  });

  test('refuses a session whose second factor is missing', async () => {
    const [caller, token] = [await invitee(), await invite()];
    await directory.database.query(
      'update sessions set second_factor_due = true where user_id = (select id from users where email = $1)',
      [email],
    );
    expect((await caller.call('session/accept-invitation', { token })).status).toBe(403);
    expect(await membershipsOf(email)).toEqual([]);
  });

  test('allows a removed member to join again', async () => {
    email = team.email('reader');
    const admin = await team.session('admin');
    await admin.call('admin/remove-member', { member: await team.id('reader') });
    const token = await invite(INVITER);
    const caller = await openSession(directory, email, null);
    expect((await caller.call('session/accept-invitation', { token })).status).toBe(200);
    expect(await membershipsOf(email)).toMatchObject([{ team: 'invite-only', active: true }]);
  });
});

describe('session/sign-up-by-invitation', () => {
  test('creates a user and a member, and starts a session', async () => {
    const token = await invite(INVITER);
    const caller = directory.caller();
    const input = { token, name: ' Ada ', password: PASSWORD };
    const reply = await caller.call('session/sign-up-by-invitation', input);
    expect(reply).toMatchObject({ status: 200, body: { status: 'authenticated' } });
    expect((await caller.call('session/show')).json).toMatchObject({
      user: { email, name: 'Ada', hasPassword: true },
      account: { id: team.account },
      roles: INVITER,
    });
    expect((await eventsOf(directory, team.account)).slice(1)).toEqual([
      'user_created',
      'invitation_accepted',
      'membership_created',
    ]);
    expect(await lastEvent(directory, team.account, 'login_succeeded')).toMatchObject({
      principal_name: email,
    });
  });

  test('creates a user who can log in with that password', async () => {
    await signUp(await invite());
    await expect(directory.logIn(email)).resolves.toBeDefined();
  });

  test('makes the user enroll if the account requires a second factor', async () => {
    const token = await invite();
    await requireMfa();
    expect((await signUp(token)).json).toEqual({ status: 'mfa_enrollment_required' });
  });

  test.each([
    ['PASSWORD_TOO_SHORT', { password: 'a violet' }],
    ['PASSWORD_TOO_LONG', { password: 'a violet armadillo '.repeat(20) }],
    ['PASSWORD_COMMON', { password: 'passwordpassword' }],
    ['PASSWORD_CONTAINS_PERSONAL_DATA', { name: 'Ada Lovelace', password: 'Lovelace is here' }],
    ['NAME_INVALID', { name: ' ' }],
  ])('refuses with %s and keeps the invitation', async (code, more) => {
    const token = await invite();
    expect((await signUp(token, more)).code).toBe(code);
    expect((await signUp(token)).status).toBe(200);
  });

  test("refuses a password that contains the account's name", async () => {
    const token = await invite();
    const { json } = await directory.caller().call('session/show-invitation', { token });
    const { name } = (json as { account: { name: string } }).account;
    expect((await signUp(token, { password: `${name} lanterns!` })).code).toBe(
      'PASSWORD_CONTAINS_PERSONAL_DATA',
    );
  });

  test('refuses an address with a user, who has to log in', async () => {
    const token = await invite();
    await directory.addUser(email, {});
    expect((await signUp(token)).code).toBe('EMAIL_EXISTS');
    const caller = await openSession(directory, email, null);
    expect((await caller.call('session/accept-invitation', { token })).status).toBe(200);
  });

  test.each([
    ['that was used', async (token: string) => signUp(token)],
    ['that has expired', expire],
    ['that was never made', async () => directory.database.query('delete from invitations')],
  ])('refuses a link %s', async (_which, end) => {
    const token = await invite();
    await end(token);
    const users = await directory.database.query('select 1 from users');
    expect((await signUp(token)).code).toBe('LINK_INVALID');
    expect(await directory.database.query('select 1 from users')).toHaveLength(users.length);
  });

  test('succeeds once in several concurrent calls', async () => {
    const token = await invite();
    const replies = await Promise.all([1, 2, 3, 4].map(() => signUp(token)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await membershipsOf(email)).toHaveLength(1);
  });

  test('is refused while the inviter is being disabled', async () => {
    const token = await invite();
    const admin = await team.session('other');
    const [disabled, signedUp] = await Promise.all([
      admin.call('admin/disable-member', { member: await team.id('admin') }),
      signUp(token),
    ]);
    const [event] = await directory.database.query<{ type: string }>(
      "select type from events where account_id = $1 and type in ('invitation_accepted', 'invitation_deleted')",
      [team.account],
    );
    expect(disabled.status).toBe(200);
    expect(event?.type).toBe(
      signedUp.status === 200 ? 'invitation_accepted' : 'invitation_deleted',
    );
  });
});

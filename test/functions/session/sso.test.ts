import { ADMINISTRATOR, DEVELOPER } from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { sessionFor } from '../../support/directory/session-for';
import { lastEvent, READER } from '../../support/directory/team';
import { enroll } from '../../support/directory/totp';
import type { Claims } from '../../support/guard/jwt';
import { ADA, useSso } from '../../support/sso/sso-fixture';

const sso = useSso();
const GRACE = { ...ADA, sub: 'grace', email: 'grace@example.com' };

describe('a member', () => {
  test('logs in by the verified domain, and from then on by the subject alone', async () => {
    const userId = await sso.addUser(ADA.email, [sso.account]);
    const first = await sso.logIn();
    expect(first.body).toEqual({ status: 'authenticated', test: null });
    expect(await sso.shown(first.caller)).toMatchObject({
      user: { id: userId },
      account: { id: sso.account },
      session: { authenticatedBy: ['sso'] },
    });

    const second = await sso.logIn({ sub: 'ada', email: 'another@b.example' });
    expect(await sso.shown(second.caller)).toMatchObject({ user: { id: userId } });
  });

  test('is notified of the first login, and both logins are in the audit log', async () => {
    await sso.addUser(GRACE.email, [sso.account]);
    await sso.logIn(GRACE);
    await sso.logIn(GRACE);

    const about = mailsTo(sso.directory.mailFolder, GRACE.email).map(({ subject }) => subject);
    expect(about.filter((subject) => subject.includes('Example login'))).toHaveLength(1);
    expect(await lastEvent(sso.directory, sso.account, 'identity_linked')).toMatchObject({
      object: { subject: 'grace' },
    });
    expect(await lastEvent(sso.directory, sso.account, 'login_succeeded')).toMatchObject({
      object: { by: 'sso', identityProvider: sso.identityProvider },
    });
  });

  test('has a session of 24 hours at most', async () => {
    await sso.addUser(ADA.email, [sso.account]);
    const { session } = await sso.shown((await sso.logIn()).caller);

    const hours = (Date.parse(session.endsAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
  });

  test('is logged out if the provider is no longer active or was deleted', async () => {
    await sso.addUser(ADA.email, [sso.account]);
    const one = await sso.logIn();
    await sso.query('update identity_providers set active = false');
    expect((await one.caller.call('session/show')).status).toBe(401);

    await sso.query('update identity_providers set active = true');
    const two = await sso.logIn();
    await sso.query('delete from identity_providers');
    expect((await two.caller.call('session/show')).status).toBe(401);
  });
});

describe('a person who is no member', () => {
  test('becomes one with the roles of a new member if the account provisions just in time', async () => {
    await sso.provision('jit');
    const { caller } = await sso.logIn();

    expect(await sso.shown(caller)).toMatchObject({
      status: 'authenticated',
      user: { name: 'Ada', hasPassword: false },
      roles: DEVELOPER,
    });
  });

  test('is refused if the account provisions by invitation', async () => {
    expect(await sso.logIn()).toMatchObject({ status: 403, code: 'ACCOUNT_UNAVAILABLE' });
    expect(await sso.count('users')).toBe(0);
    expect(await sso.lastFailure()).toMatchObject({ reason: 'no_member' });
  });

  test('with SCIM, the provider must have added the user first, although the address was invited', async () => {
    await sso.provision('scim');
    await sso.invite(ADA.email);

    expect(await sso.logIn()).toMatchObject({ status: 403, code: 'ACCOUNT_UNAVAILABLE' });
    expect(await sso.count('users')).toBe(0);
    expect(await sso.count('invitations')).toBe(1);
  });

  test.each(['invite', 'jit'] as const)(
    'accepts an open invitation, whose roles apply, with the provisioning %s',
    async (mode) => {
      await sso.provision(mode);
      await sso.invite(ADA.email);
      const { caller } = await sso.logIn();

      expect(await sso.shown(caller)).toMatchObject({ roles: READER });
      expect(await sso.count('invitations')).toBe(0);
    },
  );

  test('who has a user in another account joins with that user', async () => {
    const other = await sso.directory.addAccount('Other');
    const userId = await sso.addUser(ADA.email, [other]);
    await sso.provision('jit');

    expect(await sso.shown((await sso.logIn()).caller)).toMatchObject({ user: { id: userId } });
  });
});

describe('the second factor', () => {
  beforeEach(async () => {
    await sso.addUser(ADA.email, [sso.account]);
  });
  const requireMfa = () =>
    sso.query('update accounts set mfa_required = true where id = $1', sso.account);
  const statusWith = async (claims: Claims) => {
    const { body, caller } = await sso.logIn({ ...ADA, ...claims });
    return [(body as { status: string }).status, (await sso.shown(caller)).status];
  };

  test('is the provider’s, unless the account requires one', async () => {
    await enroll(sso.directory, (await sso.logIn()).caller);

    expect(await statusWith({})).toEqual(['authenticated', 'authenticated']);
  });

  test.each([
    ['none', { amr: ['mfa'] }, 'mfa_enrollment_required'],
    ['amr', { amr: ['mfa'] }, 'authenticated'],
    ['amr', { amr: ['pwd', 'otp'] }, 'authenticated'],
    ['amr', { amr: ['pwd'] }, 'mfa_enrollment_required'],
    ['amr', { amr: ['pwd', 'pwd'] }, 'mfa_enrollment_required'],
    ['amr', {}, 'mfa_enrollment_required'],
    ['acr', { acr: 'high' }, 'authenticated'],
    ['acr', { acr: 'low' }, 'mfa_enrollment_required'],
    ['acr', { amr: ['mfa'] }, 'mfa_enrollment_required'],
  ])('by the claim %s with %j leads to %s', async (claim, claims, status) => {
    await requireMfa();
    await sso.query("update identity_providers set mfa_claim = $1, acr_values = '{high}'", claim);

    expect(await statusWith(claims)).toEqual([status, status]);
  });

  test('of the user is required if the provider proves none', async () => {
    await enroll(sso.directory, (await sso.logIn()).caller);
    await requireMfa();

    expect(await statusWith({})).toEqual(['mfa_required', 'mfa_required']);
  });
});

test('an administrator chooses how the account provisions, which requires a step-up', async () => {
  const id = await sso.directory.addUser('admin@example.com', { [sso.account]: ADMINISTRATOR });
  const stale = { columns: { stepped_up_at: { sql: "now() - interval '2 hours'" } } };
  const whose = { userId: id, accountId: sso.account };
  const input = { provisioning: 'jit' };
  const late = await sessionFor(sso.directory, { ...whose, ...stale });
  expect((await late.call('admin/update-account', input)).code).toBe('STEP_UP_REQUIRED');

  const admin = await sessionFor(sso.directory, whose);
  expect((await admin.call('admin/update-account', input)).body).toMatchObject(input);
  expect((await sso.logIn()).status).toBe(200);
});

test('after a rotation of DIRECTORY_KEY, a login encrypts the client secret again', async () => {
  await sso.addUser(ADA.email, [sso.account]);
  const { variables } = sso.directory;
  const previous = variables['DIRECTORY_KEY'] ?? '';
  const stored = () => sso.query('select client_secret from identity_providers');
  const [before] = await stored();
  const DIRECTORY_KEY = Buffer.alloc(32, 1).toString('base64');
  Object.assign(variables, { DIRECTORY_KEY, DIRECTORY_KEY_PREVIOUS: previous });
  expect((await sso.logIn()).status).toBe(200);
  expect((await stored())[0]).not.toEqual(before);

  Object.assign(variables, { DIRECTORY_KEY_PREVIOUS: 'none' });
  expect((await sso.logIn()).status).toBe(200);
});

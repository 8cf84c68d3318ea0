import { useDirectory } from '../../support/directory/directory';
import { addTeam, eventsOf, lastEvent, type Team, type Who } from '../../support/directory/team';

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

const markEnrolled = (email: string) =>
  directory.database.query('update users set totp_confirmed_at = now() where email = $1', [email]);

describe('admin/show-account', () => {
  test.each<Who>(['admin', 'manager', 'inviter', 'reader'])(
    'shows the account to a %s',
    async (who) => {
      const caller = await team.session(who);
      const reply = await caller.call('admin/show-account');
      expect(reply).toMatchObject({
        status: 200,
        body: { id: team.account, mfaRequired: false, createdAt: expect.stringMatching(/Z$/) },
      });
    },
  );
});

describe('admin/update-account', () => {
  test('changes the name', async () => {
    const admin = await team.session('admin');
    const reply = await admin.call('admin/update-account', { name: ' Violet Ltd ' });
    expect(reply).toMatchObject({ status: 200, body: { name: 'Violet Ltd', mfaRequired: false } });
    expect(await lastEvent(directory, team.account, 'account_updated')).toMatchObject({
      object_id: team.account,
      object: { name: 'Violet Ltd', from: { mfaRequired: false } },
    });
  });

  test('records no event if nothing changes', async () => {
    const admin = await team.session('admin');
    await admin.call('admin/update-account', { mfaRequired: false });
    expect(await eventsOf(directory, team.account)).toEqual([]);
  });

  test.each([
    ['no name', ''],
    ['spaces', '  '],
    ['a control character', 'a\nb'],
    ['a name that is too long', 'a'.repeat(101)],
  ])('refuses %s', async (_what, name) => {
    const admin = await team.session('admin');
    const reply = await admin.call('admin/update-account', { name });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(await eventsOf(directory, team.account)).toEqual([]);
  });

  test('refuses a requirement by an administrator without a second factor', async () => {
    const admin = await team.session('admin');
    const reply = await admin.call('admin/update-account', { mfaRequired: true });
    expect(reply.code).toBe('MFA_NOT_ENABLED');
    expect((await admin.call('admin/show-account')).json).toMatchObject({ mfaRequired: false });
  });

  test('makes members without a second factor enroll first', async () => {
    await markEnrolled(team.email('admin'));
    const [admin, reader] = [await team.session('admin'), await team.session('reader')];
    const reply = await admin.call('admin/update-account', { mfaRequired: true });
    expect(reply).toMatchObject({ status: 200, body: { mfaRequired: true } });
    expect((await reader.call('session/show')).json).toMatchObject({
      status: 'mfa_enrollment_required',
    });
    expect((await admin.call('session/show')).json).toMatchObject({ status: 'authenticated' });
  });

  test('removes the requirement', async () => {
    await markEnrolled(team.email('admin'));
    const admin = await team.session('admin');
    await admin.call('admin/update-account', { mfaRequired: true });
    const reply = await admin.call('admin/update-account', { mfaRequired: false });
    expect(reply).toMatchObject({ status: 200, body: { mfaRequired: false } });
  });

  test.each<Who>(['manager', 'inviter', 'reader'])('refuses a %s', async (who) => {
    const caller = await team.session(who);
    const reply = await caller.call('admin/update-account', { name: 'Mine' });
    expect(reply.status).toBe(403);
    expect(await eventsOf(directory, team.account)).toEqual([]);
  });
});

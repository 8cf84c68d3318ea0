import { useDirectory } from '../../support/directory/directory';
import { addTeam, READER, type Team, type Who } from '../../support/directory/team';
import { enroll } from '../../support/directory/totp';

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

const counts = async (who: Who) => (await (await team.session(who)).call('admin/show-counts')).body;

test('counts what is active, open and not expired, in this account only', async () => {
  await addTeam(directory);
  const admin = await team.session('admin');
  await enroll(directory, admin);
  await admin.call('admin/disable-member', { member: await team.id('reader') });
  for (const name of ['one', 'two']) {
    await admin.call('admin/invite', {
      email: `${name}.${team.account}@example.com`,
      roles: READER,
    });
    await admin.call('admin/create-service-user', { name, developer: 'read-only' });
  }
  const { json } = await admin.call('admin/list-service-users');
  const [{ id }] = (json as { items: [{ id: string }] }).items;
  await admin.call('admin/disable-service-user', { serviceUser: id });
  await directory.database.query(
    "update invitations set expires_at = now() where account_id = $1 and email like 'one.%'",
    [team.account],
  );

  expect(await counts('manager')).toEqual({
    members: 4,
    membersWithoutMfa: 3,
    openInvitations: 1,
    serviceUsers: 1,
  });
});

test.each<Who>(['inviter', 'reader'])(
  'hides the number of members without a second factor from a %s',
  async (who) => {
    expect(await counts(who)).toMatchObject({ members: 5, membersWithoutMfa: null });
  },
);

test('counts a second factor no longer after it was disabled', async () => {
  const reader = await team.session('reader');
  const { recoveryCodes } = await enroll(directory, reader);
  expect(await counts('admin')).toMatchObject({ membersWithoutMfa: 4 });
  await reader.call('account/disable-mfa', { recoveryCode: recoveryCodes[0] });
  expect(await counts('admin')).toMatchObject({ membersWithoutMfa: 5 });
});

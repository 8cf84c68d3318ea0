import { DEVELOPER } from '../../support/directory/directory';
import { openSession } from '../../support/directory/team';
import { PATCH_OP, useScim } from '../../support/scim/scim-fixture';
import { addScimToken } from '../../support/scim/scim-rows';

const scim = useScim();
const MANAGER = { developer: 'read-write', team: 'manager', administrator: false };
const ADMINISTRATOR = { developer: 'read-write', team: 'manager', administrator: true };

let made = 0;
async function user() {
  made += 1;
  return scim.create(`group.member.${made}@example.com`);
}

async function group(displayName?: string, members: readonly string[] = []) {
  made += 1;
  const body = {
    displayName: displayName ?? `Group ${made}`,
    members: members.map((value) => ({ value })),
  };
  const { status, json } = await scim.send('POST', '/Groups', body);
  expect(status).toBe(201);
  return json.id as string;
}

const change = (id: string, ...Operations: object[]) =>
  scim.send('PATCH', `/Groups/${id}`, { schemas: [PATCH_OP], Operations });

const membersOf = async (id: string) =>
  ((await scim.send('GET', `/Groups/${id}`)).json.members as { value: string }[])
    .map(({ value }) => value)
    .sort();

const rolesOf = async (id: string) =>
  (await scim.query('select developer, team, administrator from memberships where id = $1', id))[0];

const map = async (id: string, roles: object | null) =>
  (await scim.team.session('admin')).call('admin/map-group', { group: id, roles });

describe("Okta's requests", () => {
  test('a group is found by its name, created, renamed with its id in the value, and deleted', async () => {
    const filter = encodeURIComponent('displayName eq "Okta team"');
    const before = await scim.send('GET', `/Groups?filter=${filter}&startIndex=1&count=100`);
    expect(before).toMatchObject({ status: 200, json: { totalResults: 0, Resources: [] } });

    const id = await group('Okta team');
    const { json } = await scim.send('GET', `/Groups?filter=${filter}`);
    expect(json.Resources).toEqual([
      {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        id,
        displayName: 'Okta team',
        members: [],
        meta: expect.objectContaining({ resourceType: 'Group' }),
      },
    ]);
    expect(
      (await change(id, { op: 'replace', value: { id, displayName: 'Renamed' } })).status,
    ).toBe(204);
    expect((await scim.send('GET', `/Groups/${id}`)).json.displayName).toBe('Renamed');
    expect((await scim.send('DELETE', `/Groups/${id}`)).status).toBe(204);
    expect((await scim.send('GET', `/Groups/${id}`)).status).toBe(404);
  });

  test('members are removed by a filter and added in one PATCH, and replaced', async () => {
    const [one, two, three] = [await user(), await user(), await user()];
    const id = await group(undefined, [one, two]);
    const answer = await change(
      id,
      { op: 'remove', path: `members[value eq "${one}"]` },
      { op: 'add', path: 'members', value: [{ value: three, display: 'three' }] },
    );

    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await membersOf(id)).toEqual([two, three].sort());
    await change(id, { op: 'replace', path: 'members', value: [{ value: one }] });
    expect(await membersOf(id)).toEqual([one]);
    const body = { displayName: 'By PUT', members: [{ value: two }] };
    expect((await scim.send('PUT', `/Groups/${id}`, body)).json).toMatchObject({
      displayName: 'By PUT',
      members: [{ value: two, display: expect.stringContaining('@example.com') }],
    });
    await scim.send('PUT', `/Groups/${id}`, { displayName: 'Without members' });
    expect(await membersOf(id)).toEqual([two]);
    await scim.send('PUT', `/Groups/${id}`, { displayName: 'With null', members: null });
    expect(await membersOf(id)).toEqual([]);
  });
});

describe("Microsoft Entra's requests", () => {
  test('a group with a second schema is created, and read without its members', async () => {
    const { status, json } = await scim.send('POST', '/Groups', {
      schemas: [
        'urn:ietf:params:scim:schemas:core:2.0:Group',
        'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
      ],
      externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
      displayName: 'Entra team',
      meta: { resourceType: 'Group' },
    });
    expect(status).toBe(201);
    const found = await scim.send('GET', `/Groups/${json.id}?excludedAttributes=members`);
    expect(found.json).toMatchObject({ id: json.id, displayName: 'Entra team' });
    expect(found.json.members).toBeUndefined();
    const again = await scim.send('POST', '/Groups', { displayName: 'ENTRA team' });
    expect([again.status, again.json.scimType]).toEqual([409, 'uniqueness']);
  });

  test('threat 35: a Remove of members with a value takes one member, and without a value all', async () => {
    const [one, two, three] = [await user(), await user(), await user()];
    const id = await group();
    const value = [one, two, three].map((member) => ({ $ref: null, value: member }));
    expect((await change(id, { op: 'Add', path: 'members', value })).status).toBe(204);

    const remove = { op: 'Remove', path: 'members', value: [{ $ref: null, value: one }] };
    expect((await change(id, remove)).status).toBe(204);
    expect(await membersOf(id)).toEqual([two, three].sort());
    await change(id, { op: 'Remove', path: 'members' });
    expect(await membersOf(id)).toEqual([]);
  });
});

describe('roles by groups', () => {
  test('a mapped group gives its members its roles, and takes them back with the membership, the mapping and itself', async () => {
    const id = await user();
    const team = await group(undefined, [id]);
    expect(await rolesOf(id)).toEqual(DEVELOPER);

    expect((await map(team, MANAGER)).json).toMatchObject({ id: team, members: 1, roles: MANAGER });
    expect(await rolesOf(id)).toEqual(MANAGER);
    await change(team, { op: 'remove', path: `members[value eq "${id}"]` });
    expect(await rolesOf(id)).toEqual(DEVELOPER);
    await change(team, { op: 'add', path: 'members', value: [{ value: id }] });
    expect(await rolesOf(id)).toEqual(MANAGER);
    await map(team, null);
    expect(await rolesOf(id)).toEqual(DEVELOPER);
    await map(team, ADMINISTRATOR);
    expect(await rolesOf(id)).toEqual(ADMINISTRATOR);
    await scim.send('DELETE', `/Groups/${team}`);
    expect(await rolesOf(id)).toEqual(DEVELOPER);
    const types = await scim.query('select type from events where object_id = $1 order by seq', id);
    expect(types.map(({ type }) => type)).toEqual([
      'membership_created',
      ...new Array(6).fill('membership_updated'),
    ]);
  });

  test('the highest roles of several groups count', async () => {
    const id = await user();
    const [low, high] = [await group(undefined, [id]), await group(undefined, [id])];
    await map(high, ADMINISTRATOR);
    await map(low, { developer: 'read-only', team: 'read-only', administrator: false });
    expect(await rolesOf(id)).toEqual(ADMINISTRATOR);
    await map(high, null);
    expect(await rolesOf(id)).toEqual(DEVELOPER);
  });

  test('a member with roles by a group has none by hand', async () => {
    const id = await user();
    const admin = await scim.team.session('admin');
    const update = () => admin.call('admin/update-member', { member: id, roles: MANAGER });
    expect((await update()).status).toBe(200);
    const team = await group(undefined, [id]);
    await map(team, MANAGER);
    expect((await update()).code).toBe('MANAGED_BY_IDENTITY_PROVIDER');
  });

  test('the last administrator and a break-glass member keep their roles', async () => {
    const [admin, other] = [await scim.team.id('admin'), await scim.team.id('other')];
    await scim.query('update memberships set break_glass = true where id = $1', admin);
    const both = await group(undefined, [admin, other]);
    await map(both, MANAGER);
    expect([await rolesOf(admin), await rolesOf(other)]).toEqual([ADMINISTRATOR, MANAGER]);

    await scim.query('update memberships set break_glass = false where id = $1', admin);
    const { status, code } = await map(both, DEVELOPER);
    expect({ status, code }).toEqual({ status: 409, code: 'LAST_ADMINISTRATOR' });
    const left = await change(both, { op: 'remove', path: 'members' });
    expect([left.status, left.json.status]).toEqual([409, '409']);
    expect(await membersOf(both)).toEqual([admin, other].sort());
  });

  test('invitations that a member may no longer grant end with the roles', async () => {
    const id = await user();
    const team = await group(undefined, [id]);
    await map(team, MANAGER);
    await scim.query(
      `insert into invitations (id, account_id, email, email_key, developer, team, administrator, invited_by, secret_hash, expires_at)
       values ('inv_' || $1, $2, 'a@b.example', 'a@b.example', 'read-write', 'manager', false, $1, sha256('x'), now() + interval '1 day')`,
      id,
      scim.account,
    );
    await scim.send('DELETE', `/Groups/${team}`);
    expect(await scim.query('select from invitations where invited_by = $1', id)).toEqual([]);
  });
});

describe('threats', () => {
  test('a page of groups with more than 30,000 members is refused before they are read, and one without members is not', async () => {
    await scim.query(
      `insert into users (id, email, email_key, name)
       select 'usr_many_' || n, n || '@many.example', n || '@many.example', 'Many' from generate_series(1, 15001) n`,
    );
    await scim.query(
      `insert into memberships (id, account_id, user_id, developer, team, administrator)
       select 'mbr_many_' || n, $1, 'usr_many_' || n, 'read-write', 'invite-only', false from generate_series(1, 15001) n`,
      scim.account,
    );
    for (const id of [await group(), await group()]) {
      await scim.query(
        "insert into scim_group_members select $1, id from memberships where id like 'mbr_many%'",
        id,
      );
      expect((await scim.send('GET', `/Groups/${id}`)).json.members).toHaveLength(15_001);
    }

    expect(await scim.send('GET', '/Groups')).toMatchObject({
      status: 400,
      json: { scimType: 'tooMany' },
    });
    const { json } = await scim.send('GET', '/Groups?excludedAttributes=members');
    expect(json.totalResults).toBe(2);
  });

  test('threat 32: members of another account are refused, and so is its group', async () => {
    const other = await scim.addAccount();
    const id = await group();
    const theirs = await scim.directory.addUser('their@b.example', { [other.account]: DEVELOPER });
    const [member] = await scim.query<{ id: string }>(
      'select id from memberships where user_id = $1',
      theirs,
    );
    for (const value of [member?.id, 'mbr_nobody', 'x y', 5, null]) {
      const { status, json } = await change(id, { op: 'add', path: 'members', value: [{ value }] });
      expect([status, json.scimType]).toEqual([400, 'invalidValue']);
    }
    const { token } = other;
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const body = { displayName: 'x', Operations: [] };
      expect((await scim.send(method, `/Groups/${id}`, body, { token })).status).toBe(404);
    }
    expect((await scim.send('GET', '/Groups', {}, { token })).json.totalResults).toBe(0);
  });

  test('threat 34: a group is mapped by an administrator with a recent step-up alone', async () => {
    const id = await group();
    const input = { group: id, roles: ADMINISTRATOR };
    const manager = await scim.team.session('manager');
    expect((await manager.call('admin/map-group', input)).status).toBe(403);
    const stale = await openSession(scim.directory, scim.team.email('admin'), scim.account);
    await scim.query("update sessions set stepped_up_at = now() - interval '1 hour'");
    expect((await stale.call('admin/map-group', input)).code).toBe('STEP_UP_REQUIRED');
    const { token } = await addScimToken(scim.directory.database, scim.account);
    const roles = {
      op: 'replace',
      value: { roles: ADMINISTRATOR, administrator: true, team: 'manager' },
    };
    await scim.send('PATCH', `/Groups/${id}`, { Operations: [roles] }, { token });
    expect(
      await scim.query('select team, administrator from scim_groups where id = $1', id),
    ).toEqual([{ team: null, administrator: false }]);
  });

  test('threat 36: half a PATCH of a group changes nothing', async () => {
    const [one, two] = [await user(), await user()];
    const id = await group('Whole', [one]);
    const { status } = await change(
      id,
      { op: 'replace', path: 'displayName', value: 'Half' },
      { op: 'add', path: 'members', value: [{ value: two }] },
      { op: 'add', path: 'members', value: [{ value: 'mbr_nobody' }] },
    );
    expect(status).toBe(400);
    expect((await scim.send('GET', `/Groups/${id}`)).json.displayName).toBe('Whole');
    expect(await membersOf(id)).toEqual([one]);
  });
});

test('groups are listed with their roles, and provisioning shows the last request', async () => {
  const id = await group('Listed', [await user()]);
  const admin = await scim.team.session('admin');
  const { json } = await admin.call('admin/list-groups');
  expect((json as { items: object[] }).items).toContainEqual(
    expect.objectContaining({ id, name: 'Listed', members: 1, roles: null }),
  );
  expect((await admin.call('admin/show-provisioning')).json).toEqual({
    provisioning: 'scim',
    url: 'http://localhost:3000/scim/v2',
    tokens: 1,
    lastRequestAt: expect.stringMatching(/Z$/),
    managedMembers: 1,
    groups: 1,
    otherSessions: 1,
  });
});

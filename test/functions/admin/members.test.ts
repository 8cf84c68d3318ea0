import { useDirectory } from '../../support/directory/directory';
import { addCredential } from '../../support/directory/directory-rows';
import {
  addTeam,
  eventsOf,
  lastEvent,
  MANAGER,
  MEMBERS,
  memberIdOf,
  READER,
  type Team,
  type Who,
} from '../../support/directory/team';

const ADMINISTRATOR = MEMBERS.admin;
const INVITER = MEMBERS.inviter;

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

describe('admin/list-members', () => {
  test.each<Who>(['admin', 'manager', 'inviter', 'reader'])(
    'lists all members for a %s',
    async (who) => {
      const caller = await team.session(who);
      const { json } = await caller.call('admin/list-members');
      const emails = (json as { items: { user: { email: string } }[] }).items.map(
        ({ user }) => user.email,
      );
      expect(emails.sort()).toEqual(
        Object.keys(MEMBERS)
          .map((one) => team.email(one as Who))
          .sort(),
      );
    },
  );

  test('returns the fields of a member', async () => {
    const caller = await team.session('manager');
    const { json } = await caller.call('admin/list-members');
    const items = (json as { items: { id: string }[] }).items;
    const id = await team.id('reader');
    expect(items.find((item) => item.id === id)).toEqual({
      id,
      user: {
        id: expect.stringMatching(/^usr_/),
        email: team.email('reader'),
        name: team.email('reader').replace(/@.*/, ''),
      },
      roles: READER,
      active: true,
      mfaEnabled: false,
      breakGlass: false,
      managed: false,
      lastLoginAt: null,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  test('hides the second factor from callers who do not manage members', async () => {
    const caller = await team.session('inviter');
    const { json } = await caller.call('admin/list-members');
    const items = (json as { items: { mfaEnabled: unknown }[] }).items;
    expect(items.map(({ mfaEnabled }) => mfaEnabled)).toEqual(items.map(() => null));
  });

  test('continues after the last item until the end', async () => {
    const caller = await team.session('reader');
    const ids: string[] = [];
    let after: string | null | undefined;
    do {
      const { json } = await caller.call('admin/list-members', {
        limit: '2',
        ...(after && { after }),
      });
      const { items, next } = json as { items: { id: string }[]; next: string | null };
      ids.push(...items.map(({ id }) => id));
      after = next;
    } while (after !== null);
    expect(new Set(ids).size).toBe(Object.keys(MEMBERS).length);
    expect(ids).toHaveLength(Object.keys(MEMBERS).length);
  });
});

describe('admin/update-member', () => {
  test("changes a member's roles", async () => {
    const caller = await team.session('manager');
    const reply = await caller.call('admin/update-member', {
      member: await team.id('reader'),
      roles: INVITER,
    });
    expect(reply).toMatchObject({ status: 200, body: { roles: INVITER } });
    expect(await eventsOf(directory, team.account)).toEqual(['membership_updated']);
  });

  test('records the old and the new roles in the audit log', async () => {
    const caller = await team.session('admin');
    await caller.call('admin/update-member', { member: await team.id('reader'), roles: MANAGER });
    expect(await lastEvent(directory, team.account, 'membership_updated')).toMatchObject({
      principal_name: team.email('admin'),
      object_type: 'membership',
      object_id: await team.id('reader'),
      object: { from: READER, roles: MANAGER, email: team.email('reader') },
    });
  });

  test('records no event if the roles are the same', async () => {
    const caller = await team.session('manager');
    await caller.call('admin/update-member', { member: await team.id('reader'), roles: READER });
    expect(await eventsOf(directory, team.account)).toEqual([]);
  });

  test('applies to the next request', async () => {
    const [admin, manager] = [await team.session('admin'), await team.session('manager')];
    await admin.call('admin/update-member', { member: await team.id('manager'), roles: READER });
    const reply = await manager.call('admin/disable-member', { member: await team.id('reader') });
    expect(reply.status).toBe(403);
  });

  const refusals: [string, Who, Who, object, string][] = [
    [
      'a manager who makes an administrator',
      'manager',
      'reader',
      ADMINISTRATOR,
      'PRIVILEGE_ESCALATION',
    ],
    ['a manager who demotes an administrator', 'manager', 'admin', READER, 'ADMINISTRATORS_ONLY'],
    [
      'a manager of developers who may only read',
      'admin',
      'reader',
      { ...MANAGER, developer: 'read-only' },
      'ROLES_INVALID',
    ],
    [
      'an inviter who may only read',
      'manager',
      'reader',
      { ...INVITER, developer: 'read-only' },
      'ROLES_INVALID',
    ],
  ];
  test.each(refusals)('refuses %s', async (_what, who, member, roles, code) => {
    const caller = await team.session(who);
    const reply = await caller.call('admin/update-member', {
      member: await team.id(member),
      roles,
    });
    expect(reply.code).toBe(code);
    expect(await eventsOf(directory, team.account)).toEqual([]);
  });

  test('allows an administrator to promote another member', async () => {
    const caller = await team.session('admin');
    const member = await team.id('reader');
    const reply = await caller.call('admin/update-member', { member, roles: ADMINISTRATOR });
    expect(reply).toMatchObject({ status: 200, body: { roles: ADMINISTRATOR } });
  });

  test('allows a manager to step down', async () => {
    const caller = await team.session('manager');
    const member = await team.id('manager');
    const reply = await caller.call('admin/update-member', { member, roles: READER });
    expect(reply.status).toBe(200);
  });
});

describe('admin/disable-member', () => {
  test('ends the sessions of that account at once', async () => {
    const [manager, reader] = [await team.session('manager'), await team.session('reader')];
    await manager.call('admin/disable-member', { member: await team.id('reader') });
    expect((await reader.call('session/show')).status).toBe(401);
  });

  test('prevents the member from logging in', async () => {
    const manager = await team.session('manager');
    await manager.call('admin/disable-member', { member: await team.id('reader') });
    await expect(directory.logIn(team.email('reader'), team.account)).rejects.toThrow(
      'ACCOUNT_UNAVAILABLE',
    );
    const { json } = await (await directory.logIn(team.email('reader'))).call('session/show');
    expect(json).toMatchObject({ status: 'no_account', account: null, roles: null });
  });

  test('keeps the credentials', async () => {
    const manager = await team.session('manager');
    const membershipId = await team.id('reader');
    const owner = { accountId: team.account, membershipId };
    const { id: credential } = await addCredential(directory.database, 'api_key', owner);
    await manager.call('admin/disable-member', { member: await team.id('reader') });
    const rows = await directory.database.query('select 1 from credentials where id = $1', [
      credential,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('does not affect the same user in another account', async () => {
    const other = await addTeam(directory, ['admin']);
    const email = `both.${team.account}@example.com`;
    await directory.addUser(email, { [team.account]: READER, [other.account]: READER });
    const there = await directory.logIn(email, other.account);
    const manager = await team.session('manager');
    const member = await memberIdOf(directory, team.account, email);
    await manager.call('admin/disable-member', { member });
    expect((await there.call('session/show')).status).toBe(200);
    await expect(directory.logIn(email, other.account)).resolves.toBeDefined();
  });

  test('records no event if repeated', async () => {
    const manager = await team.session('manager');
    const member = await team.id('reader');
    await manager.call('admin/disable-member', { member });
    const again = await manager.call('admin/disable-member', { member });
    expect(again).toMatchObject({ status: 200, body: { active: false } });
    expect(await eventsOf(directory, team.account)).toEqual(['membership_disabled']);
  });
});

describe('admin/enable-member', () => {
  test('allows the member to log in again with the same roles', async () => {
    const manager = await team.session('manager');
    const member = await team.id('reader');
    await manager.call('admin/disable-member', { member });
    const reply = await manager.call('admin/enable-member', { member });
    expect(reply).toMatchObject({ status: 200, body: { active: true, roles: READER } });
    await expect(directory.logIn(team.email('reader'))).resolves.toBeDefined();
    expect(await eventsOf(directory, team.account)).toEqual([
      'membership_disabled',
      'membership_enabled',
    ]);
  });

  test('restores no session', async () => {
    const [manager, reader] = [await team.session('manager'), await team.session('reader')];
    const member = await team.id('reader');
    await manager.call('admin/disable-member', { member });
    await manager.call('admin/enable-member', { member });
    expect((await reader.call('session/show')).status).toBe(401);
  });

  test('ends a session that began while the member was being disabled', async () => {
    const [manager, reader] = [await team.session('manager'), await team.session('reader')];
    const member = await team.id('reader');
    await directory.database.query('update memberships set active = false where id = $1', [member]);
    await manager.call('admin/enable-member', { member });
    expect((await reader.call('session/show')).status).toBe(401);
  });
});

describe('admin/remove-member', () => {
  test('deletes the membership, its sessions and its credentials, and records how many', async () => {
    const [manager, reader] = [await team.session('manager'), await team.session('reader')];
    const member = await team.id('reader');
    const owner = { accountId: team.account, membershipId: member };
    await addCredential(directory.database, 'api_key', owner);
    await addCredential(directory.database, 'api_key', owner);
    const reply = await manager.call('admin/remove-member', { member });
    expect(reply).toMatchObject({ status: 200, body: {} });
    expect((await reader.call('session/show')).status).toBe(401);
    const left = await directory.database.query(
      'select 1 from credentials where membership_id = $1',
      [member],
    );
    expect(left).toEqual([]);
    expect(await lastEvent(directory, team.account, 'membership_deleted')).toMatchObject({
      object: { email: team.email('reader'), credentials: 2 },
    });
  });

  test('keeps the user, who can log in without an account', async () => {
    const manager = await team.session('manager');
    await manager.call('admin/remove-member', { member: await team.id('reader') });
    const reader = await directory.logIn(team.email('reader'));
    const { json } = await reader.call('session/show');
    expect(json).toMatchObject({ status: 'no_account', accounts: [] });
  });

  test('allows a manager to leave', async () => {
    const manager = await team.session('manager');
    const reply = await manager.call('admin/remove-member', { member: await team.id('manager') });
    expect(reply.status).toBe(200);
    expect((await manager.call('session/show')).status).toBe(401);
  });
});

const changes = [
  ['admin/update-member', { roles: READER }],
  ['admin/disable-member', {}],
  ['admin/enable-member', {}],
  ['admin/remove-member', {}],
] as const;

describe.each(changes)('%s', (path, input) => {
  test.each<Who>(['inviter', 'reader'])('is not for a %s', async (who) => {
    const caller = await team.session(who);
    const reply = await caller.call(path, { ...input, member: await team.id('reader') });
    expect(reply.status).toBe(403);
    expect(await eventsOf(directory, team.account)).toEqual([]);
  });

  test('refuses a manager if the member is an administrator', async () => {
    const caller = await team.session('manager');
    const reply = await caller.call(path, { ...input, member: await team.id('admin') });
    expect(reply.code).toBe('ADMINISTRATORS_ONLY');
  });

  test('allows an administrator if the member is an administrator', async () => {
    const caller = await team.session('admin');
    const reply = await caller.call(path, { ...input, member: await team.id('other') });
    expect(reply.status).toBe(200);
  });

  test('finds no member of another account', async () => {
    const other = await addTeam(directory, ['admin', 'reader']);
    const caller = await team.session('admin');
    const reply = await caller.call(path, { ...input, member: await other.id('reader') });
    expect(reply.code).toBe('NOT_FOUND');
  });

  test('refuses a caller without a session', async () => {
    const reply = await directory
      .caller()
      .call(path, { ...input, member: await team.id('reader') });
    expect(reply.status).toBe(401);
  });
});

const endings = changes.filter(([path]) => path !== 'admin/enable-member');

describe.each(endings)('%s of the last administrator', (path, input) => {
  test('is refused', async () => {
    const alone = await addTeam(directory, ['admin', 'manager']);
    const caller = await alone.session('admin');
    const reply = await caller.call(path, { ...input, member: await alone.id('admin') });
    expect(reply.code).toBe('LAST_ADMINISTRATOR');
    expect((await caller.call('session/show')).status).toBe(200);
  });

  test('is refused if the others are disabled', async () => {
    const caller = await team.session('admin');
    await caller.call('admin/disable-member', { member: await team.id('other') });
    const reply = await caller.call(path, { ...input, member: await team.id('admin') });
    expect(reply.code).toBe('LAST_ADMINISTRATOR');
  });

  test('succeeds once if two administrators remove each other', async () => {
    const pair = await addTeam(directory, ['admin', 'other']);
    const [admin, other] = [await pair.session('admin'), await pair.session('other')];
    const [toAdmin, toOther] = [await pair.id('admin'), await pair.id('other')];
    const replies = await Promise.all([
      admin.call(path, { ...input, member: toOther }),
      other.call(path, { ...input, member: toAdmin }),
    ]);
    expect(replies.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    expect(replies.some(({ status }) => status === 200)).toBe(true);
    const left = await directory.database.query(
      'select 1 from memberships where account_id = $1 and administrator and active',
      [pair.account],
    );
    expect(left).toHaveLength(1);
  });
});

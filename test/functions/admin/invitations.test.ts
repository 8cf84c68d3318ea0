import { createDirectory, useDirectory } from '../../support/directory/directory';
import { mailsTo, tokenFor } from '../../support/directory/mailbox';
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
let email: string;

beforeEach(async () => {
  team = await addTeam(directory);
  email = `new.${team.account}@example.com`;
});

async function invite(who: Who, roles: object, to = email, more = {}) {
  const caller = await team.session(who);
  return caller.call('admin/invite', { email: to, roles, ...more });
}

async function invited(who: Who, roles: object): Promise<string> {
  const { json } = await invite(who, roles);
  return (json as { id: string }).id;
}

const show = (token: string) => directory.caller().call('session/show-invitation', { token });

const expire = (id: string) =>
  directory.database.query(
    "update invitations set expires_at = now() - interval '1 second' where id = $1",
    [id],
  );

describe('admin/invite', () => {
  test('mails a link and returns the invitation without it', async () => {
    const reply = await invite('inviter', READER);
    expect(reply).toMatchObject({
      status: 200,
      body: {
        id: expect.stringMatching(/^inv_/),
        email,
        roles: READER,
        invitedBy: { member: await team.id('inviter'), email: team.email('inviter') },
      },
    });
    const [mail] = mailsTo(directory.mailFolder, email);
    expect(mail?.token).toMatch(/^\w{30}$/);
    expect(mail?.text).toContain(`http://localhost:3000/account#invitation=${mail?.token}`);
    expect(JSON.stringify(reply.body)).not.toContain(mail?.token);
    const event = await lastEvent(directory, team.account, 'invitation_created');
    expect(JSON.stringify(event)).not.toContain(mail?.token);
    expect(event).toMatchObject({ object: { email, roles: READER } });
  });

  const days = (reply: { readonly json: unknown }) => {
    const { createdAt, expiresAt } = reply.json as { createdAt: string; expiresAt: string };
    return (Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000;
  };

  test('creates an invitation that is valid for a week', async () => {
    expect(days(await invite('inviter', READER))).toBe(7);
  });

  test.each([1, 30])(
    'creates an invitation that is valid for the given days: %d',
    async (expiresInDays) => {
      expect(days(await invite('inviter', READER, email, { expiresInDays }))).toBe(expiresInDays);
    },
  );

  test.each([0, 31, 1.5, '7'])('refuses %p days', async (expiresInDays) => {
    expect((await invite('inviter', READER, email, { expiresInDays })).code).toBe('INPUT_INVALID');
  });

  const grants: [Who, object, string | undefined][] = [
    ['inviter', READER, undefined],
    ['inviter', INVITER, undefined],
    ['inviter', MANAGER, 'PRIVILEGE_ESCALATION'],
    ['inviter', ADMINISTRATOR, 'PRIVILEGE_ESCALATION'],
    ['manager', MANAGER, undefined],
    ['manager', ADMINISTRATOR, 'PRIVILEGE_ESCALATION'],
    ['admin', ADMINISTRATOR, undefined],
    ['admin', { ...INVITER, developer: 'read-only' }, 'ROLES_INVALID'],
    ['admin', { ...MANAGER, developer: 'read-only' }, 'ROLES_INVALID'],
    ['reader', READER, 'FORBIDDEN'],
  ];
  test.each(grants)('answers a %s who invites with %j: %s', async (who, roles, code) => {
    const reply = await invite(who, roles);
    const isMade = code === undefined;
    expect(reply.status === 200).toBe(isMade);
    // The guard's refusal has no code of the directory.
    expect(reply.code ?? 'FORBIDDEN').toBe(code ?? 'FORBIDDEN');
    expect(mailsTo(directory.mailFolder, email)).toHaveLength(isMade ? 1 : 0);
    expect(await eventsOf(directory, team.account)).toEqual(isMade ? ['invitation_created'] : []);
  });

  test('refuses an invalid address', async () => {
    expect((await invite('admin', READER, 'not an address')).code).toBe('EMAIL_INVALID');
  });

  test('refuses an address with an open invitation in any letter case', async () => {
    await invite('inviter', READER);
    expect((await invite('manager', READER, email.toUpperCase())).code).toBe('INVITATION_EXISTS');
    expect(mailsTo(directory.mailFolder, email)).toHaveLength(1);
  });

  test('replaces an invitation that has expired', async () => {
    const id = await invited('admin', READER);
    const old = tokenFor(directory.mailFolder, email);
    await expire(id);
    expect((await invite('inviter', INVITER)).status).toBe(200);
    expect((await show(old)).code).toBe('LINK_INVALID');
    expect((await show(tokenFor(directory.mailFolder, email))).json).toMatchObject({
      roles: INVITER,
    });
    expect(await eventsOf(directory, team.account)).toEqual([
      'invitation_created',
      'invitation_deleted',
      'invitation_created',
    ]);
  });

  test('creates one of several concurrent invitations of an address', async () => {
    const manager = await team.session('manager');
    const replies = await Promise.all(
      [1, 2, 3, 4].map(() => manager.call('admin/invite', { email, roles: READER })),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await eventsOf(directory, team.account)).toEqual(['invitation_created']);
  });

  test.each(['reader', 'disabled'])('refuses the address of a %s member', async (who) => {
    const [admin, id] = [await team.session('admin'), await team.id('reader')];
    if (who === 'disabled') await admin.call('admin/disable-member', { member: id });
    expect((await invite('admin', READER, team.email('reader'))).code).toBe('MEMBER_EXISTS');
  });

  test('invites a member of another account', async () => {
    const other = await addTeam(directory, ['admin']);
    expect((await invite('inviter', READER, other.email('admin'))).status).toBe(200);
  });

  test('is refused if the account has too many open invitations', async () => {
    await directory.database.query(
      `insert into invitations (id, account_id, email, email_key, developer, team, administrator, invited_by, secret_hash, expires_at)
      select 'inv_' || n || $1, $1, n || '@example.com', n || '@example.com', 'read-only', 'read-only', false, 'mbr_x', sha256((n || $1)::bytea), now() + interval '1 day'
      from generate_series(1, 1000) as n`,
      [team.account],
    );
    expect((await invite('inviter', READER)).code).toBe('LIMIT_REACHED');
  });
});

describe('mails with invitations', () => {
  const inviteAndResend = async () => {
    const { json } = await invite('admin', READER);
    const { id } = json as { id: string };
    const admin = await team.session('admin');
    const resend = () => admin.call('admin/resend-invitation', { invitation: id });
    for (let count = 1; count < 5; count += 1) expect((await resend()).status).toBe(200);
    return resend();
  };

  test('are limited to five an hour from an account to an address', async () => {
    team = await addTeam(directory, ['admin']);
    const reply = await inviteAndResend();
    expect(reply.code).toBe('THROTTLED');
    expect(Number(reply.headers['Retry-After'])).toBeGreaterThan(3000);
    expect(mailsTo(directory.mailFolder, email)).toHaveLength(5);
  });

  test('of one account do not prevent others from inviting the address', async () => {
    team = await addTeam(directory, ['admin']);
    expect((await inviteAndResend()).code).toBe('THROTTLED');
    team = await addTeam(directory, ['admin']);
    expect((await invite('admin', READER)).status).toBe(200);
    expect(mailsTo(directory.mailFolder, email)).toHaveLength(6);
  });

  test('are limited to a hundred an hour to an address, and no account learns of the others', async () => {
    for (let count = 0; count < 20; count += 1) {
      team = await addTeam(directory, ['admin']);
      await inviteAndResend();
    }
    expect(mailsTo(directory.mailFolder, email)).toHaveLength(100);
    team = await addTeam(directory, ['admin']);
    expect((await invite('admin', READER)).status).toBe(200);
    expect(mailsTo(directory.mailFolder, email)).toHaveLength(100);
    expect(await eventsOf(directory, team.account)).toEqual(['invitation_created']);
  });

  test('do not count if they are refused', async () => {
    for (let count = 0; count < 7; count += 1) await invite('inviter', MANAGER);
    expect((await invite('inviter', READER)).status).toBe(200);
  });

  test('leave the invitation if they cannot be sent, so that it can be resent', async () => {
    const broken = await createDirectory({
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'no-reply@example.com',
    });
    try {
      const there = await addTeam(broken, ['admin']);
      const admin = await there.session('admin');
      const reply = await admin.call('admin/invite', { email, roles: READER });
      expect(reply).toMatchObject({ status: 503, code: 'MAIL_FAILED' });
      expect(await eventsOf(broken, there.account)).toEqual(['invitation_created', 'mail_failed']);
      const { json } = await admin.call('admin/list-invitations');
      const [found] = (json as { items: { id: string }[] }).items;
      const again = await admin.call('admin/resend-invitation', { invitation: found?.id });
      expect(again.code).toBe('MAIL_FAILED');
      for (let count = 0; count < 6; count += 1) {
        await admin.call('admin/resend-invitation', { invitation: found?.id });
      }
      const last = await admin.call('admin/resend-invitation', { invitation: found?.id });
      expect(last.code).toBe('MAIL_FAILED');
    } finally {
      await broken.close();
    }
  });
});

describe('admin/resend-invitation', () => {
  test('mails a new link and ends the old link', async () => {
    const invitation = await invited('inviter', READER);
    const old = tokenFor(directory.mailFolder, email);
    const manager = await team.session('manager');
    const reply = await manager.call('admin/resend-invitation', { invitation, expiresInDays: 30 });
    expect(reply.status).toBe(200);
    expect((await show(old)).code).toBe('LINK_INVALID');
    const { json } = await show(tokenFor(directory.mailFolder, email));
    expect(json).toMatchObject({ email, invitedBy: { email: team.email('manager') } });
    expect(await eventsOf(directory, team.account)).toEqual([
      'invitation_created',
      'invitation_resent',
    ]);
  });

  test('refuses a member who may invite and is not the inviter', async () => {
    const invitation = await invited('manager', READER);
    const old = tokenFor(directory.mailFolder, email);
    const inviter = await team.session('inviter');
    const { status, code } = await inviter.call('admin/resend-invitation', { invitation });
    expect({ status, code }).toEqual({ status: 403, code: 'FORBIDDEN' });
    const { json } = await show(old);
    expect(json).toMatchObject({ invitedBy: { email: team.email('manager') } });
    expect((await inviter.call('admin/revoke-invitation', { invitation })).code).toBe('FORBIDDEN');
  });

  test('renews an expired invitation', async () => {
    const invitation = await invited('inviter', READER);
    await expire(invitation);
    const inviter = await team.session('inviter');
    await inviter.call('admin/resend-invitation', { invitation });
    expect((await show(tokenFor(directory.mailFolder, email))).status).toBe(200);
  });

  test.each([
    ['an administrator', ADMINISTRATOR, 'manager'],
    ['a manager', MANAGER, 'inviter'],
  ] as const)(
    'of %s is refused to members who may not grant these roles',
    async (_what, roles, who) => {
      const invitation = await invited('admin', roles);
      const old = tokenFor(directory.mailFolder, email);
      const caller = await team.session(who);
      const reply = await caller.call('admin/resend-invitation', { invitation });
      expect(reply.code).toBe('PRIVILEGE_ESCALATION');
      expect((await show(old)).status).toBe(200);
    },
  );
});

describe('admin/revoke-invitation', () => {
  test.each<[Who, Who]>([
    ['inviter', 'inviter'],
    ['manager', 'inviter'],
    ['admin', 'manager'],
  ])('allows a %s to revoke the invitation of a %s', async (who, by) => {
    const invitation = await invited(by, READER);
    const caller = await team.session(who);
    const reply = await caller.call('admin/revoke-invitation', { invitation });
    expect(reply).toMatchObject({ status: 200, body: {} });
    expect((await show(tokenFor(directory.mailFolder, email))).code).toBe('LINK_INVALID');
    expect(await lastEvent(directory, team.account, 'invitation_deleted')).toMatchObject({
      object: { email, reason: 'revoked' },
    });
  });

  test.each<[Who, object, string]>([
    ['inviter', READER, 'FORBIDDEN'],
    ['manager', ADMINISTRATOR, 'ADMINISTRATORS_ONLY'],
  ])("refuses a %s who revokes an administrator's invitation to %j", async (who, roles, code) => {
    const invitation = await invited('admin', roles);
    const caller = await team.session(who);
    const reply = await caller.call('admin/revoke-invitation', { invitation });
    expect(reply.code).toBe(code);
    expect((await show(tokenFor(directory.mailFolder, email))).status).toBe(200);
  });
});

describe.each(['admin/resend-invitation', 'admin/revoke-invitation'])('%s', (path) => {
  test('refuses a reader', async () => {
    const invitation = await invited('admin', READER);
    const caller = await team.session('reader');
    expect((await caller.call(path, { invitation })).status).toBe(403);
  });

  test('finds no invitation of another account', async () => {
    const invitation = await invited('admin', READER);
    const other = await addTeam(directory, ['admin']);
    const caller = await other.session('admin');
    expect((await caller.call(path, { invitation })).code).toBe('NOT_FOUND');
  });
});

test('a reader sees only the invitations of the account', async () => {
  const other = team;
  await invited('admin', READER);
  team = await addTeam(directory, ['admin', 'reader']);
  const id = await invited('admin', INVITER);
  const reader = await team.session('reader');
  const { json } = await reader.call('admin/list-invitations');
  expect(json).toMatchObject({ items: [{ id, email, roles: INVITER }], next: null });
  expect(other.account).not.toBe(team.account);
});

describe('an invitation of a member who', () => {
  const changes: [string, string, object, boolean][] = [
    ['was removed', 'admin/remove-member', {}, false],
    ['was disabled', 'admin/disable-member', {}, false],
    ['may no longer invite', 'admin/update-member', { roles: READER }, false],
    ['may still give as much', 'admin/update-member', { roles: INVITER }, true],
  ];
  test.each(changes)('%s', async (_what, path, input, counts) => {
    await invited('manager', INVITER);
    const token = tokenFor(directory.mailFolder, email);
    const admin = await team.session('admin');
    await admin.call(path, { ...input, member: await team.id('manager') });
    expect((await show(token)).status).toBe(counts ? 200 : 400);
    const events = await eventsOf(directory, team.account);
    expect(events.includes('invitation_deleted')).toBe(!counts);
  });

  test('is demoted is revoked if its roles are now too high, and the others remain', async () => {
    await invite('manager', MANAGER);
    const lower = `lower.${team.account}@example.com`;
    await invite('manager', READER, lower);
    const admin = await team.session('admin');
    await admin.call('admin/update-member', { member: await team.id('manager'), roles: INVITER });
    expect((await show(tokenFor(directory.mailFolder, email))).code).toBe('LINK_INVALID');
    expect((await show(tokenFor(directory.mailFolder, lower))).status).toBe(200);
    expect(await lastEvent(directory, team.account, 'invitation_deleted')).toMatchObject({
      object: { email, reason: 'inviter-changed', member: await team.id('manager') },
    });
  });

  test('was removed remains if another member has resent it', async () => {
    const invitation = await invited('inviter', READER);
    const [admin, manager] = [await team.session('admin'), await team.session('manager')];
    await manager.call('admin/resend-invitation', { invitation });
    const member = await memberIdOf(directory, team.account, team.email('inviter'));
    await admin.call('admin/remove-member', { member });
    expect((await show(tokenFor(directory.mailFolder, email))).status).toBe(200);
  });
});

import { bearer, session } from '../../../assets/auth.private';
import { type Caller, PASSWORD, useDirectory } from '../../support/directory/directory';
import { mailsTo, tokenFor } from '../../support/directory/mailbox';
import { make } from '../../support/directory/own-credentials';
import {
  addTeam,
  eventsOf,
  lastEvent,
  openSession,
  READER,
  type Team,
} from '../../support/directory/team';
import { requestGuard } from '../../support/guard/request-guard';
import { type SmtpTestServer, startSmtpServer } from '../../support/servers/smtp-server';

const directory = useDirectory({ ALLOW_SIGNUP: 'true', MAIL_FROM: 'no-reply@example.com' });
let team: Team;
let caller: Caller;
let old: string;
let wanted: string;

beforeEach(async () => {
  team = await addTeam(directory);
  caller = await team.session('reader');
  old = team.email('reader');
  wanted = `new.${old}`;
});

const request = (email = wanted, by = caller) => by.call('account/change-email', { email });
const confirm = (token: string, by = caller) => by.call('session/confirm-email', { token });
const linkTo = (email = wanted) => tokenFor(directory.mailFolder, email);
const subjectsTo = (email: string) =>
  mailsTo(directory.mailFolder, email).map(({ subject }) => subject);
const query = (sql: string, ...values: unknown[]) => directory.database.query(sql, values);

/** Adds a link to reset the user's password, as in the old mailbox. @returns its secret. */
async function resetLink(): Promise<string> {
  const [row] = await query(
    `insert into password_resets select id, sha256(id::bytea), now() + interval '1 hour'
      from users where email = $1 returning user_id`,
    old,
  );
  return String(row?.['user_id']);
}

async function addressOf(by: Caller): Promise<unknown> {
  const { json } = await by.call('session/show');
  return (json as { user?: { email: string } }).user?.email;
}

async function canLogIn(email: string, password = PASSWORD): Promise<boolean> {
  const { status } = await directory.caller().call('session/log-in', { email, password });
  return status === 200;
}

test('a link to the new address makes it the address of the user, who logs in with it', async () => {
  expect((await request()).body).toEqual({});
  expect(await addressOf(caller)).toBe(old);
  expect((await confirm(linkTo())).body).toEqual({ email: wanted });
  expect(await addressOf(caller)).toBe(wanted);
  expect([await canLogIn(wanted), await canLogIn(old)]).toEqual([true, false]);
});

test('both addresses are notified of the request, and the old one of the change', async () => {
  await request();
  expect(subjectsTo(old)).toEqual(['A new email address was requested at localhost:3000']);
  await confirm(linkTo());
  expect(subjectsTo(old).at(-1)).toBe('Your email address for localhost:3000 was changed');
  expect(subjectsTo(wanted)).toEqual(['Confirm your new email address for localhost:3000']);
});

test('the other sessions end, and the session of the caller continues with another secret', async () => {
  const other = await team.session('reader');
  const copy = directory.caller();
  await request();
  Object.assign(copy.cookies, caller.cookies);
  await confirm(linkTo());
  expect((await caller.call('session/show')).status).toBe(200);
  expect((await other.call('session/show')).status).toBe(401);
  expect((await copy.call('session/show')).status).toBe(401);
});

test('the audit log has the old and the new address after the change, and no secret', async () => {
  await request();
  await team.session('reader');
  const token = linkTo();
  await confirm(token);
  expect(await eventsOf(directory, team.account)).toEqual([
    'email_change_requested',
    'email_changed',
  ]);
  const event = await lastEvent(directory, team.account, 'email_changed');
  expect(event).toMatchObject({ object: { from: old, email: wanted, endedSessions: 1 } });
  const requested = await lastEvent(directory, team.account, 'email_change_requested');
  expect(JSON.stringify(requested)).not.toContain(wanted);
  expect(JSON.stringify([event, requested])).not.toContain(token);
});

test('the list of members finds the member by the new address', async () => {
  await request();
  await confirm(linkTo());
  const admin = await team.session('admin');
  const { json } = await admin.call('admin/list-members', { query: wanted });
  expect((json as { items: unknown[] }).items).toMatchObject([{ user: { email: wanted } }]);
});

test('a link to reset the password in the old mailbox no longer works', async () => {
  const token = await resetLink();
  await request();
  await confirm(linkTo());
  const input = { token, password: 'seven quiet lanterns' };
  expect((await directory.caller().call('session/reset-password', input)).code).toBe(
    'LINK_INVALID',
  );
});

test('a user changes only the case of the address', async () => {
  const upper = old.replace('reader', 'Reader');
  await request(upper);
  expect((await confirm(linkTo(upper))).body).toEqual({ email: upper });
});

test('a session without an account is enough', async () => {
  const outside = await openSession(directory, old, null);
  await request(wanted, outside);
  expect((await confirm(linkTo(), outside)).status).toBe(200);
});

describe('a link is refused', () => {
  const refusal = { status: 400, code: 'LINK_INVALID' };

  test('in a session of another user, and stays valid', async () => {
    await request();
    const token = linkTo();
    expect(await confirm(token, await team.session('admin'))).toMatchObject(refusal);
    expect((await confirm(token)).status).toBe(200);
  });

  test('without a session', async () => {
    await request();
    expect((await confirm(linkTo(), directory.caller())).status).toBe(401);
  });

  test('after it was used', async () => {
    await request();
    const token = linkTo();
    await confirm(token);
    expect(await confirm(token)).toMatchObject(refusal);
  });

  test('after an hour', async () => {
    await request();
    const [row] = await query(
      'select extract(epoch from expires_at - now())::float8 as seconds from email_changes where email = $1',
      wanted,
    );
    expect(row?.['seconds']).toBeCloseTo(3600, -2);
    await query('update email_changes set expires_at = now() where email = $1', wanted);
    expect(await confirm(linkTo())).toMatchObject(refusal);
    expect(await addressOf(caller)).toBe(old);
  });

  test('after a newer one', async () => {
    await request();
    const first = linkTo();
    await request(`newer.${old}`);
    expect(await confirm(first)).toMatchObject(refusal);
    expect((await confirm(linkTo(`newer.${old}`))).status).toBe(200);
  });

  test('after a password reset', async () => {
    await request();
    const input = { token: await resetLink(), password: 'seven quiet lanterns' };
    await directory.caller().call('session/reset-password', input);
    const again = await openSession(directory, old, team.account);
    expect(await confirm(linkTo(), again)).toMatchObject(refusal);
  });

  test('after a change of the password', async () => {
    await request();
    const input = { oldPassword: PASSWORD, newPassword: 'seven quiet lanterns' };
    await caller.call('account/change-password', input);
    expect(await confirm(linkTo())).toMatchObject(refusal);
  });
});

test('an address that another user got in the meantime is refused, and nothing changes', async () => {
  await request();
  await directory.addUser(wanted, { [team.account]: READER });
  const other = await team.session('reader');
  expect(await confirm(linkTo())).toMatchObject({ status: 409, code: 'EMAIL_EXISTS' });
  expect(await addressOf(caller)).toBe(old);
  expect((await other.call('session/show')).status).toBe(200);
});

test.each(['', 'no address', 'ada@', 'Ada <ada@example.com>'])(
  '%j is no address',
  async (email) => {
    const { code } = await request(email);
    expect(code).toBe(email === '' ? 'INPUT_INVALID' : 'EMAIL_INVALID');
  },
);

describe('the address of another user', () => {
  beforeEach(() => {
    wanted = team.email('admin');
  });

  test('gets the same answer, and a mail without a link', async () => {
    expect(await request()).toMatchObject({ status: 200, body: {} });
    expect(subjectsTo(wanted)).toEqual(['Your email address is already in use at localhost:3000']);
    expect(linkTo()).toBe('');
    expect(subjectsTo(old)).toHaveLength(1);
  });

  test('has the same events as a free address, also if the mail fails', async () => {
    const server = await brokenServer();
    const events: unknown[] = [];
    for (const email of [wanted, `free.${old}`]) {
      expect((await request(email)).code).toBe('MAIL_FAILED');
      events.push((await eventsOf(directory, team.account)).length);
    }
    await server.close();
    expect(events).toEqual([1, 2]);
    const [own] = await query("select * from events where type = 'mail_failed' order by seq desc");
    expect(own).toMatchObject({ account_id: null, principal_id: null, object_id: null });
  });
});

async function brokenServer(): Promise<SmtpTestServer> {
  const server = await startSmtpServer({ failing: 'recipient' });
  const { SMTP_URL: _none, ...before } = directory.variables as Record<string, string>;
  Object.assign(directory.variables, { SMTP_URL: server.url });
  return {
    ...server,
    async close() {
      await server.close();
      for (const name of Object.keys(directory.variables)) {
        if (!(name in before)) delete (directory.variables as Record<string, string>)[name];
      }
    },
  };
}

describe('rate limiting', () => {
  test('one user sends at most five mails an hour', async () => {
    const codes: unknown[] = [];
    for (let times = 0; times < 6; times += 1) codes.push((await request(`${times}.${old}`)).code);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => undefined), 'THROTTLED']);
    expect(subjectsTo(`5.${old}`)).toEqual([]);
  });

  test('all users together send at most five mails an hour to one address', async () => {
    const codes: unknown[] = [];
    for (const who of ['admin', 'other', 'manager', 'inviter', 'reader', 'admin'] as const) {
      codes.push((await request(wanted, await team.session(who))).code);
    }
    expect(codes.at(-2)).toBeUndefined();
    expect(codes.at(-1)).toBe('THROTTLED');
  });

  test('a mail that failed does not count', async () => {
    const server = await brokenServer();
    for (let times = 0; times < 5; times += 1) await request();
    await server.close();
    expect((await request()).status).toBe(200);
  });
});

test('every session and credential of the user has the new address at once', async () => {
  const other = await team.session('reader');
  const { token } = await make(caller, { type: 'authtoken' });
  const { variables } = directory;
  const bySession = () => requestGuard(session(), { variables, cookies: other.cookies });
  const headers = { authorization: `Bearer ${token}` };
  const byToken = () => requestGuard(bearer({ directory: true }), { variables, headers });
  const names = async () => [(await bySession()).auth, (await byToken()).auth];
  expect(await names()).toMatchObject([{ username: old }, { username: old }]);

  // Only the letters of the address change.
  await query('update users set email = upper(email) where email = $1', old);

  const username = old.toUpperCase();
  expect(await names()).toMatchObject([{ username }, { username }]);
});

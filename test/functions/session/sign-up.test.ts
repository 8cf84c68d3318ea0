import { createDirectory, PASSWORD, useDirectory } from '../../support/directory/directory';
import { mailsTo, tokenFor } from '../../support/directory/mailbox';
import { addTeam } from '../../support/directory/team';

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
const closed = useDirectory();
let email: string;
let count = 0;

beforeEach(() => {
  count += 1;
  email = `new${count}@example.com`;
});

const ask = (to = email) => directory.caller().call('session/sign-up', { email: to });

async function link(): Promise<string> {
  await ask();
  return tokenFor(directory.mailFolder, email);
}

const WHOLE = { name: 'Ada', password: PASSWORD, accountName: 'Engines' };

const complete = (token: string, more: object = {}) =>
  directory.caller().call('session/complete-sign-up', { token, ...WHOLE, ...more });

const countRows = async () =>
  directory.database.query(
    'select (select count(*) from users) as users, (select count(*) from accounts) as accounts',
  );

describe('session/sign-up', () => {
  test('mails a link', async () => {
    expect(await ask()).toMatchObject({ status: 200, body: {} });
    const [mail] = mailsTo(directory.mailFolder, email);
    expect(mail?.text).toContain(`http://localhost:3000/account#sign-up=${mail?.token}`);
  });

  test('recognizes an address with a user in any letter case', async () => {
    await directory.addUser(email, {});
    await ask(email.toUpperCase());
    const [mail] = mailsTo(
      directory.mailFolder,
      email.toUpperCase().replace(/@.*/, (host) => host.toLowerCase()),
    );
    expect(mail).toMatchObject({ subject: expect.stringContaining('already'), token: '' });
  });

  test('gives the same response for an address with a user, who gets another mail', async () => {
    await directory.addUser(email, {});
    const unknown = await ask(`un${email}`);
    const known = await ask();
    expect(known.status).toBe(unknown.status);
    expect(known.body).toEqual(unknown.body);
    expect(known.headers).toEqual(unknown.headers);
    const mails = mailsTo(directory.mailFolder, email);
    expect(mails).toMatchObject([{ subject: expect.stringContaining('already'), token: '' }]);
  });

  test.each([
    ['a known', true],
    ['an unknown', false],
  ])('records a request of %s address without the address', async (_which, isKnown) => {
    const { account } = await addTeam(directory, ['admin']);
    if (isKnown) {
      await directory.addUser(email, {
        [account]: { developer: 'read-only', team: 'read-only', administrator: false },
      });
    }
    await directory.database.query('delete from event_counts');
    await ask();
    const [event] = await directory.database.query<{ account_id: string | null }>(
      "select * from events where type = 'sign_up_requested' order by seq desc limit 1",
    );
    expect(event?.account_id).toBe(isKnown ? account : null);
    expect(JSON.stringify(event)).not.toContain(email);
  });

  test('ends the earlier link', async () => {
    const old = await link();
    const token = await link();
    expect((await complete(old)).code).toBe('LINK_INVALID');
    expect((await complete(token)).status).toBe(200);
  });

  test.each([
    ['known', true],
    ['unknown', false],
  ])('mails an address that is %s five times an hour', async (_which, isKnown) => {
    if (isKnown) await directory.addUser(email, {});
    for (let time = 0; time < 5; time += 1) expect((await ask()).status).toBe(200);
    expect((await ask(email.toUpperCase())).code).toBe('THROTTLED');
    expect(mailsTo(directory.mailFolder, email)).toHaveLength(5);
  });

  test('refuses an invalid address', async () => {
    expect((await ask('nobody')).code).toBe('EMAIL_INVALID');
  });

  test('reports a failed mail for known and unknown addresses', async () => {
    const broken = await createDirectory({
      ALLOW_SIGNUP: 'true',
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'no-reply@example.com',
    });
    try {
      await broken.addUser(email, {});
      for (const address of [email, `un${email}`]) {
        const reply = await broken.caller().call('session/sign-up', { email: address });
        expect(reply.code).toBe('MAIL_FAILED');
      }
    } finally {
      await broken.close();
    }
  });
});

describe('session/complete-sign-up', () => {
  test('creates a user, an account with that user as administrator, and a session', async () => {
    const token = await link();
    const caller = directory.caller();
    const reply = await caller.call('session/complete-sign-up', { token, ...WHOLE });
    expect(reply).toMatchObject({ status: 200, body: { status: 'authenticated' } });
    const { json } = await caller.call('session/show');
    expect(json).toMatchObject({
      status: 'authenticated',
      user: { email, name: 'Ada' },
      account: { name: 'Engines', mfaRequired: false },
      roles: { developer: 'read-write', team: 'manager', administrator: true },
    });
    const { account } = json as { account: { id: string } };
    const events = await directory.database.query<{ type: string; principal_name: string | null }>(
      'select type, principal_name from events where account_id = $1 order by seq',
      [account.id],
    );
    expect(events.map(({ type }) => type)).toEqual([
      'user_created',
      'account_created',
      'sign_up_completed',
      'membership_created',
      'login_succeeded',
    ]);
    expect(new Set(events.map(({ principal_name }) => principal_name))).toEqual(new Set([email]));
  });

  test('works once', async () => {
    const token = await link();
    expect((await complete(token)).status).toBe(200);
    expect((await complete(token)).code).toBe('LINK_INVALID');
  });

  test('succeeds once in several concurrent calls', async () => {
    const token = await link();
    const [before] = await countRows();
    const replies = await Promise.all([1, 2, 3, 4].map(() => complete(token)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const [after] = await countRows();
    expect(Number(after?.['accounts']) - Number(before?.['accounts'])).toBe(1);
  });

  test('refuses a link after an hour', async () => {
    const token = await link();
    const [{ seconds } = { seconds: 0 }] = await directory.database.query<{ seconds: number }>(
      'select extract(epoch from expires_at - now())::float8 as seconds from sign_ups where email_key = $1',
      [email],
    );
    expect(Math.abs(seconds - 3600)).toBeLessThan(60);
    await directory.database.query('update sign_ups set expires_at = now()');
    expect((await complete(token)).code).toBe('LINK_INVALID');
  });

  test('refuses an address that got a user in the meantime, and creates no account', async () => {
    const token = await link();
    await directory.addUser(email, {});
    const before = await countRows();
    expect((await complete(token)).code).toBe('EMAIL_EXISTS');
    expect(await countRows()).toEqual(before);
  });

  test.each([
    ['PASSWORD_TOO_SHORT', { password: 'a violet' }],
    ['PASSWORD_COMMON', { password: 'passwordpassword' }],
    ['PASSWORD_CONTAINS_PERSONAL_DATA', { password: 'engines of 1837' }],
    ['NAME_INVALID', { name: ' ' }],
    ['NAME_INVALID', { accountName: 'a\u0000b' }],
  ])('refuses with %s and keeps the link', async (code, more) => {
    const token = await link();
    expect((await complete(token, more)).code).toBe(code);
    expect((await complete(token)).status).toBe(200);
  });
});

describe('if sign-up is by invitation only', () => {
  test('a sign-up is refused', async () => {
    const reply = await closed.caller().call('session/sign-up', { email });
    expect(reply).toMatchObject({ status: 403, code: 'SIGN_UP_CLOSED' });
  });

  test('an earlier link is refused', async () => {
    const input = { token: await link(), ...WHOLE };
    const reply = await closed.caller().call('session/complete-sign-up', input);
    expect(reply.code).toBe('SIGN_UP_CLOSED');
  });
});

describe('session/show-sign-up', () => {
  const show = (token: string, where = directory) =>
    where.caller().call('session/show-sign-up', { token });

  test('shows the address of a link, which stays valid', async () => {
    const token = await link();
    expect(await show(token)).toMatchObject({ status: 200, body: { email } });
    expect((await complete(token)).status).toBe(200);
  });

  test('refuses a replaced, a used, an expired and an unknown link alike', async () => {
    const replaced = await link();
    const used = await link();
    await complete(used);
    email = `old${email}`;
    const expired = await link();
    await directory.database.query('update sign_ups set expires_at = now()');
    for (const token of [replaced, used, expired, 'unknown']) {
      expect(await show(token)).toMatchObject({ status: 400, code: 'LINK_INVALID' });
    }
  });

  test('refuses every link while sign-up is closed', async () => {
    expect((await show('unknown', closed)).code).toBe('SIGN_UP_CLOSED');
  });
});

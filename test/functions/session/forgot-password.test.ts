import { setImmediate } from 'node:timers/promises';
import { open } from '../../../assets/auth.private';
import { endpoint } from '../../../assets/directory.private';
import {
  forgotPasswordWith,
  type Pause,
} from '../../../lib/directory/operations/session/forgot-password';
import { DEVELOPER, PASSWORD, useDirectory } from '../../support/directory/directory';
import { mailsTo, tokenFor } from '../../support/directory/mailbox';
import { type Answer, type AnyHandler, invoke } from '../../support/guard/invoke';
import { findFreePort } from '../../support/servers/free-port';

const NEW = 'seven quiet lanterns';

const directory = useDirectory();
let account: string;
let email: string;
let userId: string;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
});

let count = 0;
beforeEach(async () => {
  count += 1;
  email = `ada${count}@example.com`;
  userId = await directory.addUser(email, { [account]: DEVELOPER });
});

interface Asking {
  readonly pause?: Pause;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Calls the Function, which responds at once unless the test passes a way to wait. */
function forgot(
  address: string,
  { pause = async () => undefined, variables = {} }: Asking = {},
): Promise<Answer> {
  const handler = open(endpoint(forgotPasswordWith(pause))) as AnyHandler;
  const headers = { 'content-type': 'application/json' };
  return invoke(handler, {
    variables: { ...directory.variables, ...variables },
    event: { json: true, email: address, request: { headers, cookies: {} } },
  });
}

const codeOf = ({ body }: Answer) => (body as { error?: { code?: string } }).error?.code;

const reset = (token: string) =>
  directory.caller().call('session/reset-password', { token, password: NEW });

async function eventsOf(type: string, id: string | null = userId) {
  return directory.database.query(
    'select * from events where type = $1 and object_id is not distinct from $2',
    [type, id],
  );
}

test('a known address gets a link to set a new password', async () => {
  await forgot(email);
  const [mail] = mailsTo(directory.mailFolder, email);
  expect(mail?.text).toContain(`http://localhost:3000/account#reset=${mail?.token}`);
  expect((await reset(mail?.token ?? '')).status).toBe(200);
  const { status } = await directory.caller().call('session/log-in', { email, password: NEW });
  expect(status).toBe(200);
});

test('the address may be written in another case', async () => {
  await forgot(email.toUpperCase());
  expect(mailsTo(directory.mailFolder, email)).toHaveLength(1);
});

test('an unknown address gets no mail', async () => {
  await forgot('unknown@example.com');
  expect(mailsTo(directory.mailFolder, 'unknown@example.com')).toHaveLength(0);
});

test('the Function gives known and unknown addresses the same response', async () => {
  const answers = await Promise.all(
    [email, 'eve@example.com'].map((address) =>
      directory.caller().call('session/forgot-password', { email: address }),
    ),
  );
  const seen = answers.map(({ status, body, headers }) => ({ status, body, headers }));
  expect(seen[0]).toMatchObject({ status: 200, body: {} });
  expect(seen[1]).toEqual(seen[0]);
});

test.each([
  ['known', () => email, 1],
  ['unknown', () => 'mallory@example.com', 0],
])(
  'a response about an address that is %s is sent after a fixed time',
  async (_what, address, mails) => {
    const sent: number[] = [];
    let release: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      release = resolve;
    });
    let hasAnswered = false;
    const paused = new Promise<void>((resolve) => {
      const pause = () => {
        sent.push(mailsTo(directory.mailFolder, address()).length);
        resolve();
        return waiting;
      };
      void forgot(address(), { pause }).then(() => {
        hasAnswered = true;
      });
    });
    await paused;
    await setImmediate();
    expect({ sent, hasAnswered }).toEqual({ sent: [mails], hasAnswered: false });
    release();
    while (!hasAnswered) await setImmediate();
  },
);

test('an invalid address is refused', async () => {
  expect(codeOf(await forgot('ada'))).toBe('EMAIL_INVALID');
});

test('each request is in the audit log without the secret, even for an unknown address', async () => {
  await forgot(email);
  const events = await eventsOf('password_reset_requested');
  expect(events).toMatchObject([{ account_id: account, principal_type: 'nobody' }]);
  expect(JSON.stringify(events)).not.toContain(tokenFor(directory.mailFolder, email));
  await forgot('trent@example.com');
  const unknown = await eventsOf('password_reset_requested', null);
  expect(JSON.stringify(unknown)).not.toContain('trent');
  expect(unknown.at(-1)).toMatchObject({ account_id: null });
});

test('the secret of a link is stored as a hash', async () => {
  await forgot(email);
  const rows = await directory.database.query(
    'select secret_hash = sha256($2) as matches from password_resets where user_id = $1',
    [userId, tokenFor(directory.mailFolder, email)],
  );
  expect(rows).toEqual([{ matches: true }]);
});

test('a second link ends the first', async () => {
  await forgot(email);
  const first = tokenFor(directory.mailFolder, email);
  await forgot(email);
  expect((await reset(first)).code).toBe('LINK_INVALID');
  expect((await reset(tokenFor(directory.mailFolder, email))).status).toBe(200);
});

test('a link is valid for half an hour', async () => {
  await forgot(email);
  const [row] = await directory.database.query<{ minutes: number }>(
    'select extract(epoch from expires_at - now())::int / 60.0 as minutes from password_resets where user_id = $1',
    [userId],
  );
  expect(Math.round(Number(row?.minutes))).toBe(30);
});

test('only one of several links requested at once works', async () => {
  await Promise.all(Array.from({ length: 5 }, () => forgot(email)));
  const tokens = mailsTo(directory.mailFolder, email).map(({ token }) => token);
  expect(new Set(tokens).size).toBe(5);
  const rows = await directory.database.query('select from password_resets where user_id = $1', [
    userId,
  ]);
  expect(rows).toHaveLength(1);
  const answers = [];
  for (const token of tokens) answers.push(await reset(token));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test.each([
  ['known', () => email],
  ['unknown', () => 'oscar@example.com'],
])(
  'the sixth request within an hour is refused for an address that is %s',
  async (_what, address) => {
    for (let times = 0; times < 5; times += 1) expect((await forgot(address())).status).toBe(200);
    const answer = await forgot(address());
    expect({ status: answer.status, code: codeOf(answer) }).toEqual({
      status: 429,
      code: 'THROTTLED',
    });
  },
);

test('a user without a password gets a mail that explains how to continue, without a link', async () => {
  const { database } = directory;
  await database.query('update users set password_hash = null where id = $1', [userId]);
  expect(await forgot(email)).toMatchObject({ status: 200, body: {} });
  const [mail] = mailsTo(directory.mailFolder, email);
  expect(mail?.text).not.toContain('#');
  expect(mail?.text.replace(/\s+/g, ' ')).toContain('Your user has no password');
  expect(await database.query('select from password_resets where user_id = $1', [userId])).toEqual(
    [],
  );
});

test('a failed mail is in the audit log, and the response does not reveal it', async () => {
  const variables = {
    SMTP_URL: `smtp://127.0.0.1:${await findFreePort()}`,
    MAIL_FROM: 'ahoy@example.com',
  };
  expect(await forgot(email, { variables })).toMatchObject({ status: 200, body: {} });
  const [event] = await directory.database.query(
    "select * from events where type = 'mail_failed' order by seq desc limit 1",
  );
  expect(event).toMatchObject({ account_id: account });
});

test('nothing about the password changes before the link is used', async () => {
  await forgot(email);
  const { status } = await directory.caller().call('session/log-in', { email, password: PASSWORD });
  expect(status).toBe(200);
});

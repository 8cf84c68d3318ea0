import { type RoleName, type SessionOptions, session } from '../../../assets/auth.private';
import {
  ADMINISTRATOR,
  createDirectory,
  DEVELOPER,
  type TestDirectory,
} from '../../support/directory/directory';
import { addSession, inSeconds, membershipOf } from '../../support/directory/directory-rows';
import { type GuardRequest, requestGuard } from '../../support/guard/request-guard';

// session() identifies a user who has logged in by a cookie, with a lookup for each request.

const NAME = '__Secure-session';
const CHALLENGE = 'Session realm="Authentication Required"';

let directory: TestDirectory;
let [accountA, accountB] = ['', ''];
let ada = '';

beforeAll(async () => {
  directory = await createDirectory();
  accountA = await directory.addAccount('A');
  accountB = await directory.addAccount('B');
  ada = await directory.addUser('ada@example.com', {
    [accountA]: DEVELOPER,
    [accountB]: ADMINISTRATOR,
  });
});
afterAll(() => directory.close());

type Columns = Parameters<typeof addSession>[2];

const sql = (text: string, ...given: unknown[]) => directory.database.query(text, given);
const open = (columns: Columns = {}, userId = ada, accountId: string | null = accountA) =>
  addSession(directory.database, { userId, accountId }, columns);

/** Presents a secret in a cookie, as a browser does. */
function present(secret: string, options?: SessionOptions, more: Partial<GuardRequest> = {}) {
  const headers = { cookie: `theme=dark; ${NAME}=${secret}`, ...more.headers };
  const cookies = { theme: 'dark', [NAME]: secret };
  return requestGuard(session(options), {
    variables: directory.variables,
    cookies,
    ...more,
    headers,
  });
}

test('a session authenticates its user and identifies them', async () => {
  const { secret, id } = await open();

  const { status, auth, decision } = await present(secret);

  expect(status).toBe(200);
  expect(decision).toMatchObject({ scheme: 'session', username: 'ada@example.com' });
  expect(auth).toEqual({
    scheme: 'session',
    username: 'ada@example.com',
    credentialId: id,
    directory: {
      accountId: accountA,
      accountName: 'A',
      userId: ada,
      membershipId: await membershipOf(directory.database, ada, accountA),
      name: 'ada@example.com',
      credentialId: id,
      roles: DEVELOPER,
      status: 'authenticated',
      steppedUpAt: expect.any(Number),
    },
  });
});

test('the principal contains no secret', async () => {
  const { secret } = await open();

  const { auth } = await present(secret);

  expect(Object.isFrozen(auth)).toBe(true);
  expect(JSON.stringify(auth)).not.toContain(secret);
});

describe('a session is not valid if it is', () => {
  test.each<[string, Columns]>([
    ['one that was unused for too long', { expires_at: inSeconds(-1) }],
    ['a session whose maximum lifetime has passed', { ends_at: inSeconds(-1) }],
  ])('%s', async (_what, columns) => {
    const { secret } = await open(columns);

    const answer = await present(secret);

    expect(answer).toMatchObject({
      status: 401,
      body: 'Unauthorized',
      code: 'CREDENTIALS_INVALID',
    });
    expect(answer.headers['WWW-Authenticate']).toBe(CHALLENGE);
  });

  test('one that was never created', async () => {
    expect(await present('a'.repeat(30))).toMatchObject({
      status: 401,
      code: 'CREDENTIALS_INVALID',
    });
  });

  test('one that was deleted before the next request', async () => {
    const { secret, id } = await open();
    expect(await present(secret)).toMatchObject({ status: 200 });

    await sql('delete from sessions where id = $1', id);

    expect(await present(secret)).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID' });
  });
});

describe('a membership', () => {
  test('that is disabled makes its sessions invalid at the next request, until it is enabled', async () => {
    const { secret } = await open();
    const other = await open({}, ada, accountB);
    const set = (active: boolean) =>
      sql(
        'update memberships set active = $1 where user_id = $2 and account_id = $3',
        active,
        ada,
        accountA,
      );
    expect(await present(secret)).toMatchObject({ status: 200 });

    await set(false);
    const disabled = await present(secret);
    const elsewhere = await present(other.secret);
    await set(true);

    expect(disabled).toMatchObject({ status: 401, code: 'CREDENTIALS_INVALID', auth: undefined });
    expect(elsewhere).toMatchObject({ status: 200, auth: { directory: { accountId: accountB } } });
    expect(await present(secret)).toMatchObject({ status: 200 });
  });

  test('that is removed ends its sessions, but no session of another account', async () => {
    const bob = await directory.addUser('bob@example.com', {
      [accountA]: DEVELOPER,
      [accountB]: DEVELOPER,
    });
    const { secret } = await open({}, bob);
    const other = await open({}, bob, accountB);

    await sql('delete from memberships where user_id = $1 and account_id = $2', bob, accountA);

    expect(await present(secret)).toMatchObject({ status: 401 });
    expect(await present(other.secret)).toMatchObject({ status: 200 });
  });
});

describe('status', () => {
  let [strict, eve] = ['', ''];
  beforeAll(async () => {
    strict = await directory.addAccount('Strict', { mfaRequired: true });
    eve = await directory.addUser('eve@example.com', { [strict]: DEVELOPER });
  });

  const OPENED = {
    authenticated: () => open(),
    mfa_required: () => open({ second_factor_due: true }),
    no_account: () => open({}, ada, null),
    mfa_enrollment_required: () => open({}, eve, strict),
  } as const;
  type SessionStatus = keyof typeof OPENED;
  const statuses = Object.keys(OPENED) as SessionStatus[];
  const pairs = statuses.flatMap((status) => statuses.map((allowed) => [status, allowed] as const));

  test.each(pairs)(
    'a session with status %s is checked if %s is allowed',
    async (status, allowed) => {
      const { secret } = await OPENED[status]();

      const answer = await present(secret, { status: [allowed] });

      expect(answer).toMatchObject(
        status === allowed
          ? { status: 200, auth: { directory: { status } } }
          : { status: 403, code: 'SESSION_INCOMPLETE', auth: undefined },
      );
    },
  );

  test.each(statuses.filter((status) => status !== 'authenticated'))(
    '%s is not enough by default',
    async (status) => {
      const { secret } = await OPENED[status]();

      const answer = await present(secret);

      expect(answer).toMatchObject({ status: 403, body: 'Forbidden' });
      expect(answer.headers['WWW-Authenticate']).toBe(`${CHALLENGE}, error="session_incomplete"`);
    },
  );

  test('several statuses can be allowed together', async () => {
    const { secret } = await OPENED.mfa_enrollment_required();

    expect(
      await present(secret, { status: ['authenticated', 'mfa_enrollment_required'] }),
    ).toMatchObject({ status: 200 });
  });

  test('a session without an account has no role', async () => {
    const { secret } = await OPENED.no_account();
    const role: RoleName = 'developer:read-only';

    const answer = await present(
      secret,
      { status: ['no_account'] },
      { options: { authorize: { role } } },
    );

    expect(answer).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });
});

describe('maxAuthAgeSeconds', () => {
  test.each<[string, Columns, number]>([
    ['lately', { stepped_up_at: inSeconds(-50) }, 200],
    ['too long ago', { stepped_up_at: inSeconds(-70) }, 403],
    ['never', { stepped_up_at: null }, 403],
  ])('stepped up %s', async (_when, columns, status) => {
    const { secret } = await open(columns);

    const answer = await present(secret, { maxAuthAgeSeconds: 60 });

    expect(answer.status).toBe(status);
    expect(await present(secret)).toMatchObject({ status: 200 });
    if (status === 200) return;
    expect(answer).toMatchObject({ code: 'STEP_UP_REQUIRED', auth: undefined });
    expect(answer.headers['WWW-Authenticate']).toBe(`${CHALLENGE}, error="step_up_required"`);
  });
});

test.each<[string, SessionOptions]>([
  ['no status', { status: [] }],
  ['a status that there is not', { status: ['authentic' as 'authenticated'] }],
  ['no list', { status: 'authenticated' as never }],
  ['no time', { maxAuthAgeSeconds: 0 }],
  ['no number', { maxAuthAgeSeconds: '60' as never }],
  ['an option that there is not', { stages: ['authenticated'] } as never],
])('%s in the options causes 500 with any cookie', async (_what, options) => {
  const { secret } = await open();
  const logged = jest.spyOn(console, 'error').mockImplementation();

  expect(await present(secret, options)).toMatchObject({ status: 500, code: 'NOT_CONFIGURED' });
  expect(logged.mock.calls.flat().join()).toMatch(/status|maxAuthAgeSeconds|"stages"/);
});

import { basic, withAuth } from '../../assets/auth.private';
import { type Caller, PASSWORD, useDirectory } from '../support/directory/directory';
import { sessionFor } from '../support/directory/session-for';
import { addTeam, type Team } from '../support/directory/team';
import { enroll, forgetUsedCodes, totpCode, wrongCode } from '../support/directory/totp';
import { basicAuthorization, invoke } from '../support/guard/invoke';

// Attackers use up only their own limits and do not affect a user who is logged in.

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
let team: Team;

beforeEach(async () => {
  await directory.database.query('delete from throttles');
  team = await addTeam(directory, ['reader']);
});

const NEW = 'nine quiet lanterns';
const WRONG = 'not the password';
const handler = withAuth(basic({ directory: true }), (context, _event, callback) => {
  callback(null, context.auth.username);
});

async function presented(username: string, password: string): Promise<number> {
  const { status } = await invoke(handler, {
    variables: { ...directory.variables, PATH: '/basic' },
    event: { request: { headers: { authorization: basicAuthorization(username, password) } } },
  });
  return status;
}

const logIn = (email: string, password = WRONG) =>
  directory.caller().call('session/log-in', { email, password });

/** Returns a caller whose login waits for the second factor. */
async function half(): Promise<Caller> {
  const [user] = await directory.database.query<{ id: string }>(
    'select id from users where email = $1',
    [team.email('reader')],
  );
  return sessionFor(directory, {
    userId: user?.id ?? '',
    accountId: team.account,
    columns: { second_factor_due: true },
  });
}

describe('a user who is logged in', () => {
  test.each([
    ['logins', async () => (await logIn(team.email('reader'))).status],
    ['requests with Basic', () => presented(team.email('reader'), WRONG)],
  ])('steps up and changes the password while attackers use up %s', async (_what, guess) => {
    const caller = await team.session('reader');
    const answers: number[] = [];
    for (let count = 0; count < 12; count += 1) answers.push(await guess());
    expect(answers.at(-1)).toBe(429);

    const stepped = await caller.call('session/step-up', { password: PASSWORD });
    expect({ status: stepped.status, code: stepped.code }).toEqual({
      status: 200,
      code: undefined,
    });
    const input = { oldPassword: PASSWORD, newPassword: NEW };
    expect((await caller.call('account/change-password', input)).status).toBe(200);
  });

  test('steps up by a code while an attacker with the password uses up codes at login', async () => {
    const caller = await team.session('reader');
    const { secret } = await enroll(directory, caller);
    await forgetUsedCodes(directory);
    for (let count = 0; count < 10; count += 1) {
      await (await half()).call('session/second-factor', { code: wrongCode(secret) });
    }
    const code = totpCode(secret);
    const waiting = await (await half()).call('session/second-factor', { code });
    expect(waiting.code).toBe('THROTTLED');
    expect((await caller.call('session/step-up', { code })).status).toBe(200);
  });

  test('waits after ten wrong passwords in 15 minutes in all of their sessions', async () => {
    const sessions = [await team.session('reader'), await team.session('reader')];
    const codes = [];
    for (let count = 0; count < 11; count += 1) {
      const caller = sessions[count % 2];
      codes.push((await caller?.call('session/step-up', { password: WRONG }))?.code);
    }
    expect(codes).toEqual([...Array(10).fill('PASSWORD_INVALID'), 'THROTTLED']);
  });
});

describe('an invalid address', () => {
  test('throttles only callers who type the same', async () => {
    for (let count = 0; count < 12; count += 1) await logIn(`stranger ${count}`);
    for (let count = 0; count < 12; count += 1) await logIn('the same');
    expect((await logIn('the same')).code).toBe('THROTTLED');
    expect((await logIn('no address')).code).toBe('CREDENTIALS_INVALID');
    expect((await logIn(team.email('reader'), PASSWORD)).status).toBe(200);
    expect(await presented('no address', WRONG)).toBe(401);
  });
});

describe('an address with the characters of keyboards and clipboards', () => {
  const AROUND = [' ', '\n', '\r\n', '\t', '\u00a0', '\u200b', '\ufeff', '\u2028', '\u3000'];

  test.each(AROUND)('logs in with %j around it', async (around) => {
    const given = `${around}${team.email('reader')}${around}${around}`;
    expect((await logIn(given, PASSWORD)).status).toBe(200);
    // Basic allows no control characters (RFC 7617 section 2).
    const sent = /\p{Cc}/u.test(around) ? team.email('reader') : given;
    expect(await presented(sent, PASSWORD)).toBe(200);
  });

  test('is throttled as the same address', async () => {
    for (let count = 0; count < 10; count += 1) {
      await logIn(`${team.email('reader')}${AROUND[count % AROUND.length]}`);
    }
    expect((await logIn(team.email('reader'), PASSWORD)).code).toBe('THROTTLED');
  });

  test.each(['session/forgot-password', 'session/sign-up'])('is accepted by %s', async (path) => {
    const { status } = await directory.caller().call(path, { email: ' ada@example.com\u200b' });
    expect(status).toBe(200);
  });

  test('is trimmed, but a password is not', async () => {
    expect((await logIn(team.email('reader'), `${PASSWORD} `)).code).toBe('CREDENTIALS_INVALID');
  });
});

describe('a time in an input', () => {
  test.each([
    ['2026-01-01T00:00:00+02', 200],
    ['2026-01-01T00:00:00-0200', 200],
    ['2026-01-01t00:00:00.123456789012z', 200],
    ['2026-12-31T23:59:60Z', 400],
    ['2026-01-01T24:00:00Z', 400],
    ['0000-01-01T00:00:00Z', 400],
    ['9999-12-31T23:59:59-23:00', 400],
    ['2026-02-30T00:00:00Z', 400],
  ])('%s gets the status %d and never an internal error', async (time, status) => {
    const admin = await addTeam(directory, ['admin']).then((other) => other.session('admin'));
    const events = await admin.call('admin/list-events', { since: time, until: time });
    expect(events.status).toBe(status);
    const input = { type: 'authtoken', expiresAt: time };
    const { status: made, code } = await admin.call('account/create-credential', input);
    expect({ made, code }).toEqual(
      status === 200 ? { made: 422, code: 'EXPIRY_INVALID' } : { made: 400, code: 'INPUT_INVALID' },
    );
  });
});

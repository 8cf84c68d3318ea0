import { DEVELOPER, useDirectory } from '../../support/directory/directory';
import { sessionFor } from '../../support/directory/session-for';
import { enroll, forgetUsedCodes, totpCode } from '../../support/directory/totp';

const directory = useDirectory();
const EMAIL = 'ada@example.com';
const HOUR = 3_600_000;
let account: string;
let userId: string;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser(EMAIL, { [account]: DEVELOPER });
});

interface Shown {
  readonly id: string;
  readonly authenticatedBy: readonly string[];
  readonly expiresAt: string;
  readonly endsAt: string;
}

async function shown(caller = directory.caller()): Promise<Shown> {
  const { status, json } = await caller.call('session/show');
  expect(status).toBe(200);
  return (json as { session: Shown }).session;
}

test('a session shows when it expires without use and when it ends in any case', async () => {
  const { expiresAt, endsAt, authenticatedBy } = await shown(await directory.logIn(EMAIL));
  const hours = (time: string) => Math.round((Date.parse(time) - Date.now()) / HOUR);
  expect({ expires: hours(expiresAt), ends: hours(endsAt), authenticatedBy }).toEqual({
    expires: 24,
    ends: 7 * 24,
    authenticatedBy: ['password'],
  });
});

test('a session that is about to end expires no later', async () => {
  const columns = { ends_at: { sql: "now() + interval '1 minute'" } };
  const { expiresAt, endsAt } = await shown(
    await sessionFor(directory, { userId, accountId: account, columns }),
  );
  expect(expiresAt).toBe(endsAt);
});

describe('a login with a second factor', () => {
  test.each([
    ['app', (secret: string) => ({ code: totpCode(secret) })],
    ['recovery_code', (_secret: string, recoveryCode?: string) => ({ recoveryCode })],
  ])('shows the password and %s, and a step-up adds nothing', async (method, input) => {
    const email = `${method}@example.com`;
    await directory.addUser(email, { [account]: DEVELOPER });
    const factor = await enroll(directory, await directory.logIn(email));
    const caller = await directory.logIn(email);
    expect((await shown(caller)).authenticatedBy).toEqual(['password']);

    const given = input(factor.secret, factor.recoveryCodes[0]);
    expect((await caller.call('session/second-factor', given)).status).toBe(200);
    expect((await shown(caller)).authenticatedBy).toEqual(['password', method]);

    await forgetUsedCodes(directory);
    await caller.call('session/step-up', { code: totpCode(factor.secret) });
    expect((await shown(caller)).authenticatedBy).toEqual(['password', method]);
  });
});

import { type Caller, DEVELOPER, useDirectory } from '../../support/directory/directory';
import { sessionFor } from '../../support/directory/session-for';
import { forgetUsedCodes, totpCode, withinOneStep } from '../../support/directory/totp';

// A code of an app is valid once for all purposes (RFC 6238 section 5.2).

const directory = useDirectory();
let account: string;
let userId: string;
let secret: string;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser('ada@example.com', { [account]: DEVELOPER });
});

const session = (columns = {}) => sessionFor(directory, { userId, accountId: account, columns });

/** The caller of a code, and the operation. */
interface Use {
  readonly path: string;
  readonly columns?: object;
}

const LOG_IN: Use = { path: 'session/second-factor', columns: { second_factor_due: true } };
const STEP_UP: Use = { path: 'session/step-up' };
const RECOVERY_CODES: Use = { path: 'account/regenerate-recovery-codes' };
const DISABLING: Use = { path: 'account/disable-mfa' };

async function give({ path, columns = {} }: Use, code: string) {
  return (await session(columns)).call(path, { code });
}

async function started(): Promise<Caller> {
  await directory.database.query('delete from throttles');
  await directory.database.query('update users set totp_secret = null, totp_confirmed_at = null');
  const ada = await session();
  secret = ((await ada.call('account/start-mfa')).json as { secret: string }).secret;
  return ada;
}

beforeEach(async () => {
  await withinOneStep();
  const ada = await started();
  const { status } = await ada.call('account/confirm-mfa', { code: totpCode(secret) });
  expect(status).toBe(200);
});

const AFTER: readonly Use[] = [LOG_IN, STEP_UP, RECOVERY_CODES, DISABLING];

test.each(AFTER)('$path refuses the code of the enrollment', async (use) => {
  expect((await give(use, totpCode(secret))).code).toBe('CODE_INVALID');
});

describe.each([LOG_IN, STEP_UP, RECOVERY_CODES])('a code that was used for $path', (first) => {
  beforeEach(async () => {
    await forgetUsedCodes(directory);
    expect((await give(first, totpCode(secret))).status).toBe(200);
  });

  test.each(AFTER)('is refused by $path', async (use) => {
    expect((await give(use, totpCode(secret))).code).toBe('CODE_INVALID');
  });

  test('does not affect the next code', async () => {
    expect((await give(DISABLING, totpCode(secret, 1))).status).toBe(200);
  });
});

test('a code whose use failed is not used up', async () => {
  await forgetUsedCodes(directory);
  await directory.database.query('update accounts set mfa_required = true');
  const refused = await give(DISABLING, totpCode(secret));
  await directory.database.query('update accounts set mfa_required = false');
  expect(refused.code).toBe('MFA_REQUIRED');
  expect((await give(LOG_IN, totpCode(secret))).status).toBe(200);
});

test.each([
  ['at login', () => LOG_IN],
  ['logged in', () => STEP_UP],
])('after ten wrong codes %s, a right code works again after 15 minutes', async (_where, use) => {
  await forgetUsedCodes(directory);
  for (let count = 0; count < 10; count += 1) await give(use(), 'wrong');
  expect((await give(use(), totpCode(secret))).code).toBe('THROTTLED');
  await directory.database.query("update throttles set until = until - interval '15 minutes'");
  expect((await give(use(), totpCode(secret))).status).toBe(200);
});

import { randomBytes } from 'node:crypto';
import { DEVELOPER, useDirectory } from '../../support/directory/directory';
import { sessionFor } from '../../support/directory/session-for';
import { type Enrolled, enroll, forgetUsedCodes, totpCode } from '../../support/directory/totp';

const directory = useDirectory();
let account: string;
let userId: string;
let factor: Enrolled;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser('ada@example.com', { [account]: DEVELOPER });
  factor = await enroll(directory, await sessionFor(directory, { userId, accountId: account }));
});

beforeEach(() => forgetUsedCodes(directory));

const newKey = () => randomBytes(32).toString('base64');

function setVariables(more: Readonly<Record<string, string>>): void {
  Object.assign(directory.variables, more);
}

async function stepUp(input: object) {
  const caller = await sessionFor(directory, { userId, accountId: account });
  return caller.call('session/step-up', input);
}

test('a secret encrypted with the previous key works, and is then encrypted with the new key', async () => {
  const { DIRECTORY_KEY: old = '' } = directory.variables;
  setVariables({ DIRECTORY_KEY: newKey(), DIRECTORY_KEY_PREVIOUS: old });
  expect((await stepUp({ code: totpCode(factor.secret) })).status).toBe(200);
  setVariables({ DIRECTORY_KEY_PREVIOUS: 'none' });
  await forgetUsedCodes(directory);
  expect((await stepUp({ code: totpCode(factor.secret) })).status).toBe(200);
});

test('a secret whose key is gone accepts no code, but recovery codes still work', async () => {
  setVariables({ DIRECTORY_KEY: newKey(), DIRECTORY_KEY_PREVIOUS: 'none' });
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { status, code } = await stepUp({ code: totpCode(factor.secret) });
  expect({ status, code }).toEqual({ status: 500, code: 'INTERNAL' });
  expect(JSON.stringify(log.mock.calls)).toContain('SECRET_KEY_UNKNOWN');
  expect((await stepUp({ recoveryCode: factor.recoveryCodes[0] })).status).toBe(200);
});

test("a secret copied to another user's row does not work there", async () => {
  const eve = await directory.addUser('eve@example.com', { [account]: DEVELOPER });
  const session = () => sessionFor(directory, { userId: eve, accountId: account });
  const { secret } = await enroll(directory, await session());
  const { database } = directory;
  const [row] = await database.query<{ totp_secret: string }>(
    'select totp_secret from users where id = $1',
    [eve],
  );
  await database.query('update users set totp_secret = $1 where id = $2', [
    row?.totp_secret,
    userId,
  ]);
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  expect((await stepUp({ code: totpCode(secret) })).status).toBe(500);
});

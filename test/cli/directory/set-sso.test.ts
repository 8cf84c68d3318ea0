import { requireMixedMode, setMixedSso } from '../../../cli/directory/set-sso';
import { databaseAt } from '../../../lib/directory/database/database';
import { databaseAddress } from '../../../lib/directory/database/database-settings';
import { DEVELOPER, useDirectory } from '../../support/directory/directory';
import { lastEvent } from '../../support/directory/team';

const EMAIL = 'ada@example.com';

const directory = useDirectory();
let account: string;
beforeEach(async () => {
  jest.spyOn(console, 'log').mockReturnValue();
  await directory.database.query('delete from memberships', []);
  await directory.database.query('delete from sessions', []);
  await directory.database.query('delete from users', []);
  account = await directory.addAccount('Example Inc.');
  await directory.addUser(EMAIL, { [account]: DEVELOPER });
});

async function setMixed(accountId: string) {
  const address = databaseAddress({
    DATABASE_URL: directory.database.url,
    DATABASE_CA: undefined,
  });
  if ('problems' in address) throw new Error(address.problems.join(', '));
  await setMixedSso(
    { database: databaseAt(address) } as Parameters<typeof setMixedSso>[0],
    accountId,
  );
}

test('the operator allows passwords again in an account that requires single sign-on', async () => {
  await directory.database.query("update accounts set sso = 'enforced' where id = $1", [account]);
  await expect(directory.logIn(EMAIL)).rejects.toThrow('SSO_REQUIRED');
  await setMixed(account);
  expect(console.log).toHaveBeenCalledWith(
    expect.stringMatching(/No mail is sent: tell the administrators of the account\.$/),
  );

  expect((await directory.logIn(EMAIL)).cookies).not.toEqual({});
  expect(await lastEvent(directory, account, 'sso_mixed')).toMatchObject({
    source: 'operator',
    object_id: account,
  });
});

test('an account that is unknown, or requires no single sign-on, is refused', async () => {
  await expect(setMixed('ac_unknown')).rejects.toThrow('Account "ac_unknown" does not exist.');
  await expect(setMixed(account)).rejects.toThrow('The account does not require single sign-on.');
});

test.each([
  ['enforced', 'Only an administrator who has logged in with single sign-on can require it'],
  ['off', 'The mode is "off". This command sets the mode mixed.'],
])('the mode %s is refused with a reason', (mode, reason) => {
  expect(() => requireMixedMode({ account, mode })).toThrow(reason);
});

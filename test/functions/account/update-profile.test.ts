import { DEVELOPER, useDirectory } from '../../support/directory/directory';
import { sessionFor } from '../../support/directory/session-for';

const directory = useDirectory();
let account: string;
let userId: string;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  userId = await directory.addUser('ada@example.com', { [account]: DEVELOPER });
});

const session = () => sessionFor(directory, { userId, accountId: account });
const update = async (input: object) => (await session()).call('account/update-profile', input);

async function shownName(): Promise<string> {
  const { json } = await (await session()).call('session/show');
  return (json as { user: { name: string } }).user.name;
}

test('a user changes their name, and the audit log records it', async () => {
  expect((await update({ name: 'Ada Lovelace' })).status).toBe(200);
  expect(await shownName()).toBe('Ada Lovelace');
  const events = await directory.database.query("select * from events where type = 'user_updated'");
  expect(events).toMatchObject([
    { account_id: account, principal_id: userId, object: { name: 'Ada Lovelace' } },
  ]);
});

test.each([
  ['empty', ' '],
  ['too long', 'a'.repeat(101)],
  ['with a control character', 'Ada\u0007'],
])('a name that is %s is refused', async (_what, name) => {
  const before = await shownName();
  const { status, code } = await update({ name });
  expect({ status, code }).toEqual({ status: 422, code: 'NAME_INVALID' });
  expect(await shownName()).toBe(before);
});

test.each(['email', 'id', 'administrator'])('no other field can be changed: %s', async (field) => {
  const { code } = await update({ name: 'Ada', [field]: 'x' });
  expect(code).toBe('INPUT_INVALID');
});

test('a request from another site changes nothing', async () => {
  const caller = await session();
  const origin = 'https://other-1234.twil.io';
  const { code } = await caller.call('account/update-profile', { name: 'Eve' }, { origin });
  expect(code).toBe('ORIGIN_INVALID');
});

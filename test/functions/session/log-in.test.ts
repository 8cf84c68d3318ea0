import { ADMINISTRATOR, PASSWORD, useDirectory } from '../../support/directory/directory';

const directory = useDirectory();
let account: string;

beforeAll(async () => {
  account = await directory.addAccount('Ahoy Ltd');
  await directory.addUser('ada@example.com', { [account]: ADMINISTRATOR });
});

const logIn = (input: object) => directory.caller().call('session/log-in', input);

test('an address and its password start a session', async () => {
  const ada = directory.caller();
  const { status, json } = await ada.call('session/log-in', {
    email: 'Ada@Example.com',
    password: PASSWORD,
  });
  expect({ status, json }).toEqual({ status: 200, json: { status: 'authenticated' } });
  const shown = await ada.call('session/show');
  expect(shown.json).toMatchObject({
    status: 'authenticated',
    user: { email: 'ada@example.com' },
    account: { id: account, name: 'Ahoy Ltd' },
    roles: ADMINISTRATOR,
  });
});

test.each([
  ['a wrong password', { email: 'ada@example.com', password: 'not the password' }],
  ['an unknown address', { email: 'eve@example.com', password: PASSWORD }],
  ['an invalid address', { email: 'ada', password: PASSWORD }],
])('%s gets the same refusal', async (_what, input) => {
  const { status, code, headers } = await logIn(input);
  expect({ status, code }).toEqual({ status: 401, code: 'CREDENTIALS_INVALID' });
  expect(headers['Set-Cookie']).toEqual([]);
});

test('a caller without a session sees nothing', async () => {
  const { status } = await directory.caller().call('session/show');
  expect(status).toBe(401);
});

test('a session is invalid after the logout', async () => {
  const ada = await directory.logIn('ada@example.com');
  const cookies = { ...ada.cookies };
  expect((await ada.call('session/log-out')).status).toBe(200);
  Object.assign(ada.cookies, cookies);
  expect((await ada.call('session/show')).status).toBe(401);
});

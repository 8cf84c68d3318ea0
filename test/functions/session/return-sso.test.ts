import { addDomain } from '../../support/sso/sso-account';
import { useSso } from '../../support/sso/sso-fixture';

const sso = useSso();

async function comeBack(input: object) {
  const { status, headers } = await sso.directory.caller().call('session/return-sso', input);
  return { status, location: headers['Location'], headers };
}

test('the browser is sent to the dashboard, with the parameters in the fragment', async () => {
  const { status, location, headers } = await comeBack({
    code: 'a&b',
    state: 'c',
    iss: 'https://d',
  });

  expect({ status, location }).toEqual({
    status: 303,
    location: '/account#sso=&code=a%26b&state=c&iss=https%3A%2F%2Fd',
  });
  expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  expect(headers['Set-Cookie']).toEqual([]);
});

test.each([
  { next: '//evil.example' },
  { RelayState: 'https://evil.example' },
  { state: ['https://evil.example'] },
  { state: { href: 'javascript:alert(1)' } },
  { state: 'a'.repeat(4097) },
])('threat 16: %j changes nothing of the target', async (input) => {
  expect((await comeBack(input)).location).toBe('/account#sso=');
});

test.each(['//evil.example', '\\evil.example', 'javascript:alert(1)'])(
  'threat 16: the state %s stays in the fragment',
  async (state) => {
    expect((await comeBack({ state })).location).toMatch(/^\/account#sso=&state=[%\w.]+$/);
  },
);

describe('the ways to log in', () => {
  const waysOf = async (email: string) =>
    (await sso.directory.caller().call('session/list-login-ways', { email })).body;

  test('depend on the domain, and not on whether a user exists', async () => {
    await sso.addUser('ada@example.com', [sso.account]);
    const ways = {
      password: true,
      identityProviders: [{ id: sso.identityProvider, name: 'Example login', type: 'oidc' }],
      serviceWideProviders: [],
    };

    expect(await waysOf('ada@example.com')).toEqual(ways);
    expect(await waysOf('nobody@EXAMPLE.com')).toEqual(ways);
  });

  test('are a password alone for other domains and text that is not an address', async () => {
    await addDomain(sso.directory, sso.account, 'claimed.example', {});
    const ways = { password: true, identityProviders: [], serviceWideProviders: [] };

    expect(await waysOf('ada@b.example')).toEqual(ways);
    expect(await waysOf('ada@claimed.example')).toEqual(ways);
    expect(await waysOf('not an address')).toEqual(ways);
  });

  test('have no provider that is not active', async () => {
    await sso.query('update identity_providers set active = false');

    expect(await waysOf('ada@example.com')).toMatchObject({ identityProviders: [] });
  });
});

import { sessionFor } from '../../support/directory/session-for';
import { ADA, useSso } from '../../support/sso/sso-fixture';

const sso = useSso();
let userId: string;
beforeEach(async () => {
  userId = await sso.addUser(ADA.email, [sso.account]);
});

test('after a login with a provider, the answer has the page that ends the session there', async () => {
  const { caller } = await sso.logIn();
  const { status, body } = await caller.call('session/log-out');
  const { providerLogoutUrl } = body as { providerLogoutUrl: string };

  expect(status).toBe(200);
  const { origin, pathname, searchParams } = new URL(providerLogoutUrl);
  expect(`${origin}${pathname}`).toBe(`${sso.provider.issuer}/end`);
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: 'service',
    post_logout_redirect_uri: 'http://localhost:3000/account',
    logout_hint: ADA.email,
  });
  expect((await caller.call('session/show')).status).toBe(401);
});

test('after a login with a password, there is no such page', async () => {
  const caller = await sessionFor(sso.directory, { userId, accountId: sso.account });

  expect((await caller.call('session/log-out')).body).toEqual({ providerLogoutUrl: null });
});

test.each([
  ['hangs', () => undefined],
  [
    'fails',
    (response: { writeHead(status: number): { end(): void } }) => response.writeHead(500).end(),
  ],
])('a provider that %s neither delays nor fails the logout', async (_what, answer) => {
  const { caller } = await sso.logIn();
  // The metadata is kept for ten minutes.
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000);
  sso.provider.faults = { at: { '/.well-known/openid-configuration': answer } };
  const before = performance.now();

  expect(await caller.call('session/log-out')).toMatchObject({
    status: 200,
    body: { providerLogoutUrl: null },
  });
  expect(performance.now() - before).toBeLessThan(3000);
  expect((await caller.call('session/show')).status).toBe(401);
});

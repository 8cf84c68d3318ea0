import type { SsoClient } from '../../../lib/sso/sso';
import { loadPart } from '../../../lib/util/load-part';
import '../../support/jest/built-assets';
import { type OidcProvider, startOidcProvider } from '../../support/sso/oidc-provider';

// The built asset with a provider of another maker, by the author of `jose`.

const REDIRECT_URI = 'https://service.example/session/return-sso';
const sso = loadPart<SsoClient>('sso') as SsoClient;
const limits = () => ({ endsAt: performance.now() + 6000, allowLoopback: true });

let provider: OidcProvider;
afterEach(() => provider.stop());

async function logIn(isStepUp = false) {
  const { issuer, clientId, clientSecret } = provider;
  const client = {
    type: 'oidc',
    issuer,
    clientId,
    clientSecret,
    clientAuthentication: 'post',
    scopes: [],
  } as const;
  const request = { ...sso.newLoginSecrets(), redirectUri: REDIRECT_URI };
  const started = { ...request, loginHint: 'grace', isStepUp };
  const url = await sso.authorizationUrl(client, started, limits());
  const parameters = await provider.follow(`${url}`, REDIRECT_URI);
  return sso.redeemCode(client, { ...request, parameters }, limits());
}

test('a user of oidc-provider logs in, with the address in the ID token', async () => {
  provider = await startOidcProvider({ REDIRECT_URI });

  expect(await logIn()).toMatchObject({
    subject: 'grace',
    email: 'grace@example.com',
    isEmailVerified: true,
    name: 'grace',
  });
});

test('a user of oidc-provider logs in, with the address in the UserInfo', async () => {
  provider = await startOidcProvider({ REDIRECT_URI, IN_USER_INFO: 'true' });

  expect(await logIn()).toMatchObject({ subject: 'grace', email: 'grace@example.com' });
});

test('oidc-provider says when its user was authenticated if that had to happen again', async () => {
  provider = await startOidcProvider({ REDIRECT_URI });
  const { authTime = 0 } = (await logIn(true)) as { readonly authTime?: number };

  expect(Math.abs(Date.now() / 1000 - authTime)).toBeLessThan(60);
});

test('the asset works if the global Response is not that of fetch', async () => {
  provider = await startOidcProvider({ REDIRECT_URI });
  jest.spyOn(globalThis, 'Response', 'get').mockReturnValue(Twilio.Response as never);

  expect(await logIn()).toMatchObject({ subject: 'grace' });
});

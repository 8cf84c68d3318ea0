import { verifyLogoutToken } from '../../../lib/sso/index';
import { type Claims, p256, rawToken, seconds, tokenOf } from '../../support/guard/jwt';
import { type ProviderServer, startProviderServer } from '../../support/sso/provider-server';

let provider: ProviderServer;
beforeAll(async () => {
  provider = await startProviderServer();
});
afterAll(() => provider.close());

const verify = (token: string) =>
  verifyLogoutToken(provider.client, token, {
    endsAt: performance.now() + 6000,
    allowLoopback: true,
  });
const verifyClaims = (given: Claims) => verify(provider.logoutToken(given));

test('a logout token names a session, a subject, or both', async () => {
  const given = { sub: 'ada', sid: 'one', jti: 'id' };

  expect(await verifyClaims(given)).toMatchObject({ id: 'id', subject: 'ada', sessionId: 'one' });
  expect(await verifyClaims({ sub: undefined, sid: 'one' })).toMatchObject({ sessionId: 'one' });
  expect(await verifyClaims({ sub: 'ada' })).toMatchObject({ subject: 'ada' });
});

test.each<[string, Claims, string]>([
  ['another issuer', { iss: 'https://another.example' }, 'iss'],
  ['another audience', { aud: 'another' }, 'aud'],
  ['no audience', { aud: undefined }, 'aud'],
  ['a time of three minutes ago', { iat: seconds(-180) }, 'iat'],
  ['a time in the future', { iat: seconds(120) }, 'iat'],
  ['an expiry in the past', { exp: seconds(-1) }, 'exp'],
  ['no id', { jti: undefined }, 'jti'],
  ['a nonce', { nonce: 'nonce' }, 'nonce'],
  ['no events', { events: undefined }, 'events'],
  ['another event', { events: { 'https://example.com/event': {} } }, 'events'],
  ['neither a subject nor a session', { sub: undefined }, 'sub'],
  ['a session that is a number', { sid: 7 }, 'sid'],
])('a logout token with %s is refused', async (_name, given, reason) => {
  expect(await verifyClaims(given)).toEqual({ problem: 'invalid', reason });
});

test('a logout token without a signature, or with that of another key, is refused', async () => {
  const unsigned = rawToken({ alg: 'none' }, {}, () => Buffer.of());
  const other = tokenOf(p256('first'), {});

  expect(await verify(unsigned)).toMatchObject({ problem: 'invalid' });
  expect(await verify(other)).toEqual({ problem: 'invalid', reason: 'signature' });
});

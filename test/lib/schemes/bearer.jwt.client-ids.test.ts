import '../../support/jest/built-assets';
import { jwtPresenter, verdict } from '../../support/guard/bearer';
import { AUDIENCE, type Claims, claims, hs256, ISSUER, SECRET } from '../../support/guard/jwt';

// Amazon Cognito issues tokens with a client_id in place of aud. An option accepts them.

const BY_SECRET = { secret: SECRET, algorithms: ['HS256'] as const, issuer: ISSUER };
const CLIENTS = { ...BY_SECRET, clientIds: ['crm', 'erp'] };
const BOTH = { ...CLIENTS, audience: AUDIENCE };
const COGNITO = { aud: undefined, client_id: 'crm', token_use: 'access' };

test.each<[string, object, Claims, string]>([
  ['no aud, without the option', { ...BY_SECRET, audience: AUDIENCE }, COGNITO, 'refused'],
  ['no aud, and a client that is listed', CLIENTS, COGNITO, 'accepted'],
  ['the same without token_use', CLIENTS, { ...COGNITO, token_use: undefined }, 'accepted'],
  ['a client that is not listed', CLIENTS, { ...COGNITO, client_id: 'other' }, 'refused'],
  ['no client', CLIENTS, { ...COGNITO, client_id: undefined }, 'refused'],
  ['a list of clients', CLIENTS, { ...COGNITO, client_id: ['crm'] }, 'refused'],
  ['token_use that is id', CLIENTS, { ...COGNITO, token_use: 'id' }, 'refused'],
  ['an aud if none is configured', CLIENTS, { ...COGNITO, aud: 'crm' }, 'refused'],
  ['an empty list for aud', BOTH, { ...COGNITO, aud: [] }, 'refused'],
  ['null for aud', BOTH, { ...COGNITO, aud: null }, 'refused'],
  ['another aud and a listed client', BOTH, { ...COGNITO, aud: 'other' }, 'refused'],
  ['the aud, and a client that is listed', BOTH, { ...COGNITO, aud: AUDIENCE }, 'accepted'],
  ['the aud, and one that is not', BOTH, { aud: AUDIENCE, client_id: 'other' }, 'refused'],
  ['the aud, and no client', BOTH, { aud: [AUDIENCE, 'x'] }, 'accepted'],
  ['no aud if both are configured', BOTH, COGNITO, 'accepted'],
])('a token with %s', async (_what, options, given, expected) => {
  const found = await verdict(jwtPresenter(options as never), hs256(claims(given)));

  expect(found).toBe(expected === 'accepted' ? 'accepted' : 'CREDENTIALS_INVALID');
});

test.each([[[]], [''], [[1]], [undefined], [' crm']])(
  'the option clientIds cannot be %j',
  async (clientIds) => {
    await expect(
      verdict(jwtPresenter({ ...BY_SECRET, clientIds } as never), hs256()),
    ).rejects.toThrow('the option clientIds of jwt');
  },
);

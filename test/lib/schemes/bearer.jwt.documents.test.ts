import '../../support/jest/built-assets';
import { jwtPresenter, verdict } from '../../support/guard/bearer';
import { presenterOf, startIssuer } from '../../support/guard/issuer';
import { ed25519, RULES, tokenOf } from '../../support/guard/jwt';

// A key set or a PEM is accepted in any encoding. The problem of another document names its type.

const KEY = ed25519();
const SET = JSON.stringify({ keys: [KEY.jwk] });
const BY_KEY = { ...RULES, algorithms: ['EdDSA'] as const };

test('a key set with a byte order mark is parsed, whether fetched or in an option', async () => {
  const issuer = await startIssuer({ body: `\ufeff${SET}` });
  try {
    expect(await verdict(presenterOf(issuer), tokenOf(KEY))).toBe('accepted');
  } finally {
    await issuer.close();
  }
  expect(await verdict(jwtPresenter({ ...BY_KEY, jwks: `\ufeff${SET}` }), tokenOf(KEY))).toBe(
    'accepted',
  );
});

test.each([
  ['\ufeff', SET, 'accepted'],
  ['', Buffer.from(SET, 'utf16le').toString(), 'is UTF-16 text: save it as UTF-8'],
])(
  'the asset of a key set is parsed with %j in front, or reports why not',
  async (mark, text, expected) => {
    const { Runtime } = globalThis as unknown as { Runtime: { getAssets(): object } };
    const assets = { ...Runtime.getAssets(), '/jwks.json': { open: () => mark + text } };
    jest.spyOn(Runtime, 'getAssets').mockReturnValue(assets);
    const found = verdict(jwtPresenter({ ...BY_KEY, jwks: '/jwks.json' }), tokenOf(KEY));

    expect(await found.catch((reason: Error) => reason.message)).toContain(expected);
  },
);

test.each([
  ['CERTIFICATE', 'openssl x509 -pubkey -noout -in FILE'],
  ['RSA PUBLIC KEY', 'openssl rsa -RSAPublicKey_in -pubout -in FILE'],
])('a PEM block BEGIN %s is an error that names the command to use', async (label, command) => {
  const publicKey = `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;

  await expect(verdict(jwtPresenter({ ...BY_KEY, publicKey }), tokenOf(KEY))).rejects.toThrow(
    command,
  );
});

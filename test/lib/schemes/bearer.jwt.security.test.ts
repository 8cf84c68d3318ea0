import '../../support/jest/built-assets';
import { createPublicKey, sign } from 'node:crypto';
import fc from 'fast-check';
import { bearer, withAuth } from '../../../assets/auth.private';
import { BY_SECRET, jwtPresenter, verdict } from '../../support/guard/bearer';
import { invoke } from '../../support/guard/invoke';
import {
  ASYMMETRIC,
  asymmetricSigners,
  claims,
  encoded,
  hmac,
  hs256,
  jwkSetOf,
  p256,
  RULES,
  rawToken,
  SECRET,
  type Signer,
  tokenOf,
} from '../../support/guard/jwt';

// Attacks on JWTs that have been seen in practice.

const { RSA, EC, OKP, all } = asymmetricSigners();
const bySet = jwtPresenter({ ...RULES, jwks: jwkSetOf(...all), algorithms: ASYMMETRIC });
const bySecret = jwtPresenter();
const PUBLIC_APIS = [bySet, bySecret];
const INVALID = 'CREDENTIALS_INVALID';

let errorLog: jest.SpyInstance;

beforeEach(() => {
  errorLog = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

// A token that makes the scheme fail is refused too, but the scheme must refuse it without a failure.
afterEach(() => {
  expect(errorLog).not.toHaveBeenCalled();
});

describe('algorithm confusion: HS256 with a public key as the secret', () => {
  const spellings = ({ pem, jwk }: Signer): readonly [string, string | Buffer][] => [
    ['its PEM', pem],
    ['its PEM without the last line break', pem.trim()],
    ['its DER', createPublicKey(pem).export({ format: 'der', type: 'spki' })],
    ['its JWK', JSON.stringify(jwk)],
    ['its modulus or coordinate', Buffer.from(`${jwk.n ?? jwk.x}`, 'base64url')],
  ];
  const cases = [RSA, EC, OKP].flatMap((signer) =>
    spellings(signer).map(([what, secret]) => [signer.alg, what, signer, secret] as const),
  );

  test.each(cases)('%s: %s', async (_alg, _what, signer, secret) => {
    const byPem = jwtPresenter({
      ...RULES,
      publicKey: signer.pem,
      algorithms: [signer.alg as 'RS256'],
    });

    for (const presenter of [byPem, bySet]) {
      expect(await verdict(presenter, hs256({}, { secret, kid: signer.kid } as object))).toBe(
        INVALID,
      );
      expect(await verdict(presenter, tokenOf({ ...signer, sign: hmac(secret) }))).toBe(INVALID);
    }
  });
});

describe('no signature', () => {
  const nothing = () => Buffer.alloc(0);

  test.each(['none', 'None', 'NONE', 'nOnE', ' none', 'none ', 'null', '', 'n\u043ene'])(
    'the alg %j is refused',
    async (alg) => {
      const unsigned = rawToken({ alg, kid: EC.kid }, claims(), nothing);
      for (const presenter of PUBLIC_APIS) {
        expect(await verdict(presenter, unsigned)).toBe(INVALID);
        expect(await verdict(presenter, `${unsigned}AAAA`)).toBe(INVALID);
        expect(await verdict(presenter, unsigned.slice(0, -1))).toBe(INVALID);
      }
    },
  );

  test.each([[undefined], [null], [256], [['HS256']], [{ toString: 'HS256' }], [true]])(
    'the alg %j is refused',
    async (alg) => {
      for (const presenter of PUBLIC_APIS) {
        const token = rawToken({ alg, kid: EC.kid }, claims(), hmac(SECRET));
        expect(await verdict(presenter, token)).toBe(INVALID);
      }
    },
  );

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'the alg %s, a member of every object, is refused',
    async (alg) => {
      for (const presenter of PUBLIC_APIS) {
        expect(await verdict(presenter, rawToken({ alg }, claims(), hmac(SECRET)))).toBe(INVALID);
      }
    },
  );

  test.each([
    ['HS256', bySecret, hs256()],
    ['RS256', bySet, tokenOf(RSA)],
    ['ES256', bySet, tokenOf(EC)],
    ['EdDSA', bySet, tokenOf(OKP)],
  ])(
    'a token of %s without a signature or with a shortened one is refused',
    async (_alg, presenter, token) => {
      const [header, payload, signature = ''] = token.split('.');

      for (const left of ['', signature.slice(0, -4), signature.slice(0, 4), 'AAAA']) {
        expect(await verdict(presenter, `${header}.${payload}.${left}`)).toBe(INVALID);
      }
    },
  );
});

describe('signatures that some libraries have accepted', () => {
  test.each([
    ['all zero', () => Buffer.alloc(64)],
    ['r and s of one', () => Buffer.from(`${'00'.repeat(31)}01`.repeat(2), 'hex')],
    ['in DER', (input: string) => sign('sha256', Buffer.from(input), EC.privateKey)],
    ['with bytes after it', (input: string) => Buffer.concat([EC.sign(input), Buffer.alloc(1)])],
    ['twice', (input: string) => Buffer.concat([EC.sign(input), EC.sign(input)])],
  ])('ES256, %s', async (_what, forged) => {
    expect(await verdict(bySet, tokenOf({ ...EC, sign: forged }))).toBe(INVALID);
  });

  test('RS256 signed as PS256, and the other way round', async () => {
    const padding = 6;
    const pss = (input: string) =>
      sign('sha256', Buffer.from(input), { key: RSA.privateKey, padding, saltLength: 32 });

    expect(await verdict(bySet, tokenOf({ ...RSA, sign: pss }))).toBe(INVALID);
    expect(await verdict(bySet, tokenOf({ ...RSA, sign: pss }, {}, { alg: 'PS256' }))).toBe(
      INVALID,
    );
  });

  test('HS256 with an empty secret', async () => {
    for (const presenter of PUBLIC_APIS)
      expect(await verdict(presenter, hs256({}, { secret: '' }))).toBe(INVALID);
  });

  test('a key of another family under the same kid', async () => {
    const other = { ...p256(OKP.kid) };

    expect(await verdict(bySet, tokenOf(other))).toBe(INVALID);
    expect(await verdict(bySet, tokenOf({ ...other, alg: 'EdDSA' }))).toBe(INVALID);
  });
});

describe('kid injection', () => {
  test.each([
    '../../../../dev/null',
    '/dev/null',
    'file:///etc/passwd',
    '/jwt.js',
    'http://127.0.0.1:9/jwks.json',
    "' UNION SELECT 'key' -- ",
    '| sleep 10',
    '__proto__',
    'constructor',
    'toString',
    'length',
    '0',
    '',
    '\u0000',
    'x'.repeat(4000),
  ])('the kid %j matches no key', async (kid) => {
    const fetched = jest.spyOn(globalThis, 'fetch');

    for (const secret of ['', '\0', SECRET]) {
      expect(await verdict(bySet, hs256({}, { secret, kid } as object))).toBe(INVALID);
    }
    expect(await verdict(bySet, tokenOf(p256(kid)))).toBe(INVALID);
    expect(await verdict(bySet, tokenOf(EC, {}, { kid }))).toBe(INVALID);
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe('large or deeply nested tokens', () => {
  test('an Authorization header of over 8,192 characters is not parsed', async () => {
    const most = 8192 - 'Bearer '.length;
    const filled = (length: number): string => {
      const token = hs256({ x: 'x'.repeat(length) });
      return token.length >= most - 3 ? token : filled(length + 1);
    };
    const token = filled(5800);

    expect((await bySecret.answer(token)).status).toBe(200);
    expect(await verdict(bySecret, hs256({ x: 'x'.repeat(6200) }))).toBe('CREDENTIALS_MALFORMED');
  });

  test('a header of a thousand levels is refused', async () => {
    const deep = `{"alg":"HS256","x":${'['.repeat(2000)}${']'.repeat(2000)},"crit":["x"]}`;

    expect(await verdict(bySecret, rawToken(deep, claims(), hmac(SECRET)))).toBe(INVALID);
  });

  test('correctly signed claims of a thousand levels are accepted', async () => {
    const levels = `${'['.repeat(2000)}${']'.repeat(2000)}`;
    const deep = JSON.stringify(claims()).replace('{', `{"x":${levels},`);

    expect(await verdict(bySecret, rawToken({ alg: 'HS256' }, deep, hmac(SECRET)))).toBe(
      'accepted',
    );
  });
});

describe('the response to a caller', () => {
  test.each([
    ['no token at all', 'x'],
    ['another secret', hs256({}, { secret: SECRET.toUpperCase() })],
    ['expired', hs256({ exp: 1 })],
    ['not yet valid', hs256({ nbf: 9_999_999_999 })],
    ['another issuer', hs256({ iss: 'https://other.example/' })],
    ['another audience', hs256({ aud: 'https://other.example' })],
    ['no subject', hs256({ sub: undefined })],
    ['unsigned', `${encoded({ alg: 'none' })}.${encoded(claims())}.`],
  ])('is the same for every fault: %s', async (_what, token) => {
    const { status, body, headers } = await bySecret.answer(token);

    expect({ status, body, challenge: headers['WWW-Authenticate'] }).toEqual({
      status: 401,
      body: 'Unauthorized',
      challenge: 'Bearer realm="Authentication Required", error="invalid_token"',
    });
  });

  test('names missing scopes with 403', async () => {
    const presenter = jwtPresenter({ ...BY_SECRET, scopes: ['calls:read', 'calls:write'] });

    const { status, headers } = await presenter.answer(hs256({ scope: 'calls:read' }));

    expect(status).toBe(403);
    expect(headers['WWW-Authenticate']).toBe(
      'Bearer realm="Authentication Required", error="insufficient_scope", scope="calls:read calls:write"',
    );
  });

  test('does not name missing scopes for an expired token', async () => {
    const presenter = jwtPresenter({ ...BY_SECRET, scopes: ['calls:read'] });

    expect((await presenter.answer(hs256({ exp: 1 }))).status).toBe(401);
  });

  test.each([
    ['a text', { scope: 'calls:read other' }],
    ['a list in scp', { scp: ['other', 'calls:read'] }],
    ['a text in scp', { scp: 'calls:read' }],
  ])('the scopes are parsed from %s', async (_what, given) => {
    const presenter = jwtPresenter({ ...BY_SECRET, scopes: ['calls:read'] });

    expect(await presenter.outcome(hs256(given))).toMatchObject({
      principal: { scopes: expect.arrayContaining(['calls:read']) },
    });
  });

  test.each([
    ['of another case', { scope: 'Calls:Read' }],
    ['that only begin so', { scope: 'calls:read-all' }],
    ['that are no text', { scope: { 'calls:read': true } }],
    ['in an empty scope in addition to an scp', { scope: '', scp: ['calls:read'] }],
    ['left out', {}],
  ])('refuses scopes %s', async (_what, given) => {
    const presenter = jwtPresenter({ ...BY_SECRET, scopes: ['calls:read'] });

    expect(await verdict(presenter, hs256(given))).toBe('SCOPE_INSUFFICIENT');
  });
});

test('no randomly composed token is accepted', async () => {
  const good = [hs256(), tokenOf(EC)];
  const part = fc.oneof(
    fc.constantFrom(...good.flatMap((token) => token.split('.')), '', encoded({ alg: 'none' })),
    fc.json().map(encoded),
    fc.base64String().map((text) => text.replace(/=/g, '')),
  );
  await fc.assert(
    fc.asyncProperty(part, part, part, async (header, payload, signature) => {
      const token = [header, payload, signature].join('.');
      fc.pre(!good.includes(token));
      const handler = withAuth(bearer({ jwt: BY_SECRET }), () => 'in');
      const { status } = await invoke(handler, { authorization: `Bearer ${token}`, variables: {} });
      expect(status).toBe(401);
      expect(await verdict(bySet, token)).not.toBe('accepted');
    }),
    { numRuns: 300 },
  );
});

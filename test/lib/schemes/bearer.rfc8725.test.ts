import '../../support/jest/built-assets';
import { createHmac } from 'node:crypto';
import type { JwtOptions } from '../../../assets/auth.private';
import { BY_SECRET, jwtPresenter, jwtProblems, verdict } from '../../support/guard/bearer';
import {
  ASYMMETRIC,
  AUDIENCE,
  asymmetricSigners,
  claims,
  hmac,
  hs256,
  ISSUER,
  jwkSetOf,
  p256,
  RULES,
  rawToken,
  rsa,
  tokenOf,
} from '../../support/guard/jwt';

// JSON Web Token Best Current Practices (RFC 8725, BCP 225), rule by rule.

const { RSA, EC, OKP, all: FAMILIES } = asymmetricSigners();
const JWKS = jwkSetOf(...FAMILIES);

describe('3.1: the options determine the algorithms', () => {
  test('a token of an algorithm that is not listed is refused with any key', async () => {
    for (const allowed of ASYMMETRIC) {
      const presenter = jwtPresenter({ ...RULES, jwks: JWKS, algorithms: [allowed] });
      for (const signer of FAMILIES) {
        const expected = signer.alg === allowed ? 'accepted' : 'CREDENTIALS_INVALID';
        expect(await verdict(presenter, tokenOf(signer))).toBe(expected);
      }
    }
  });

  test('each key is used with its own algorithm only', async () => {
    const presenter = jwtPresenter({ ...RULES, jwks: JWKS, algorithms: ASYMMETRIC });

    for (const signer of FAMILIES) {
      for (const { kid, alg } of FAMILIES) {
        const expected = kid === signer.kid ? 'accepted' : 'CREDENTIALS_INVALID';
        expect(await verdict(presenter, tokenOf(signer, {}, { kid, alg }))).toBe(expected);
      }
    }
  });

  test('the algorithms have no default', () => {
    const { algorithms: _, ...without } = BY_SECRET;

    expect(jwtProblems(without)).toEqual([expect.stringContaining('algorithms')]);
  });
});

describe('3.2: weak or unsuitable algorithms', () => {
  test.each(['none', 'HS384', 'HS512', 'RS1', 'RSA1_5', 'PS256', 'ES256K', 'dir', 'A256GCMKW'])(
    '%s cannot be allowed',
    (name) => {
      expect(jwtProblems({ ...BY_SECRET, algorithms: ['HS256', name] })).toEqual([
        expect.stringContaining('algorithms'),
      ]);
    },
  );

  test.each([
    ['HS384', 'sha384'],
    ['HS512', 'sha512'],
  ])('a token with a correct signature of %s is refused with a secret', async (alg, hash) => {
    const sign = (input: string) => createHmac(hash, BY_SECRET.secret).update(input).digest();

    expect(await verdict(jwtPresenter(), rawToken({ alg }, claims(), sign))).toBe(
      'CREDENTIALS_INVALID',
    );
  });
});

describe('3.3: every signature is checked', () => {
  test.each(FAMILIES.map((signer) => [signer.alg, signer] as const))(
    'a token of %s with the signature of another one is refused',
    async (alg, signer) => {
      const algorithms = [alg] as unknown as JwtOptions['algorithms'];
      const presenter = jwtPresenter({ ...RULES, jwks: JWKS, algorithms });
      const [, , signature] = tokenOf(signer, { sub: 'grace' }).split('.');
      const [header, payload] = tokenOf(signer).split('.');

      expect(await verdict(presenter, `${header}.${payload}.${signature}`)).toBe(
        'CREDENTIALS_INVALID',
      );
    },
  );
});

describe('3.4: input is validated before it is used', () => {
  test.each([
    ['a point that is not on the curve', { ...EC.jwk, y: EC.jwk.x }],
    ['a coordinate that is missing', { ...EC.jwk, y: undefined }],
    ['a key of no bytes', { ...OKP.jwk, x: '' }],
    ['a modulus that is no text', { ...RSA.jwk, n: 65537 }],
  ])('a key with %s is a problem', (_what, jwk) => {
    expect(jwtProblems({ ...RULES, jwks: { keys: [jwk] }, algorithms: ASYMMETRIC })).toEqual([
      'key 1 of the option jwks is a damaged key',
    ]);
  });
});

describe('3.5: keys have enough entropy', () => {
  test('a secret under 32 bytes is a problem, and one of 32 bytes is valid', () => {
    const ofLength = (length: number) => jwtProblems({ ...BY_SECRET, secret: 'x'.repeat(length) });

    expect(ofLength(31)).toEqual(['the option secret must have at least 32 bytes for HS256']);
    expect(ofLength(32)).toEqual([]);
  });

  test('an RSA key under 2048 bits is a problem', () => {
    const weak = rsa('weak', 1024);

    expect(jwtProblems({ ...RULES, publicKey: weak.pem, algorithms: ['RS256'] })).toEqual([
      'the option publicKey must be an RSA key of at least 2048 bits',
    ]);
    expect(jwtProblems({ ...RULES, jwks: { keys: [weak.jwk] }, algorithms: ['RS256'] })).toEqual([
      'key 1 of the option jwks must be an RSA key of at least 2048 bits',
    ]);
  });
});

describe('3.7: UTF-8', () => {
  test('names of every script are accepted', async () => {
    const sub = 'Søren 张伟 \u{1f511}';

    expect(await jwtPresenter().outcome(hs256({ sub }))).toMatchObject({
      principal: { username: sub },
    });
  });
});

describe('3.8 and 3.9: issuer, subject and audience', () => {
  test.each(['issuer', 'audience'])('without an %s, every token is refused', (name) => {
    const { [name as 'issuer']: _, ...without } = { ...BY_SECRET };

    expect(jwtProblems(without)).toEqual([
      `JWT_${name.toUpperCase()} or the option ${name} of jwt is required`,
    ]);
  });

  test('a valid token for another service or of another issuer is refused', async () => {
    const variables = { JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE };
    const { secret, algorithms } = BY_SECRET;
    const presenter = jwtPresenter({ secret, algorithms }, variables);

    expect(await verdict(presenter, hs256())).toBe('accepted');
    expect(await verdict(presenter, hs256({ aud: 'https://other.example' }))).toBe(
      'CREDENTIALS_INVALID',
    );
    expect(await verdict(presenter, hs256({ iss: 'https://other.example/' }))).toBe(
      'CREDENTIALS_INVALID',
    );
  });
});

describe('3.10: unverified claims of a token are not trusted', () => {
  const stranger = p256('stranger');
  const presenter = jwtPresenter({ ...RULES, jwks: JWKS, algorithms: ASYMMETRIC });

  test.each([
    ['jwk', { jwk: stranger.jwk }],
    ['jku', { jku: 'http://127.0.0.1:9/jwks.json' }],
    ['x5u', { x5u: 'http://127.0.0.1:9/cert.pem' }],
    ['x5c', { x5c: ['MIIB'] }],
  ])('%s in a header is ignored, and nothing is fetched', async (_name, header) => {
    const fetched = jest.spyOn(globalThis, 'fetch');

    expect(await verdict(presenter, tokenOf(stranger, {}, header))).toBe('CREDENTIALS_INVALID');
    expect(await verdict(presenter, tokenOf(stranger, {}, { ...header, kid: EC.kid }))).toBe(
      'CREDENTIALS_INVALID',
    );
    expect(await verdict(presenter, tokenOf(EC, {}, header))).toBe('accepted');
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe('3.11 and 3.12: types of tokens are distinguished', () => {
  test('a required typ distinguishes types of tokens', async () => {
    const presenter = jwtPresenter({ ...BY_SECRET, typ: 'at+jwt' });
    const withTyp = (typ: string) =>
      rawToken({ alg: 'HS256', typ }, claims(), hmac(BY_SECRET.secret));

    expect(await verdict(presenter, withTyp('at+jwt'))).toBe('accepted');
    expect(await verdict(presenter, withTyp('secevent+jwt'))).toBe('CREDENTIALS_INVALID');
  });

  test('required claims distinguish types of tokens', async () => {
    const presenter = jwtPresenter({ ...BY_SECRET, requiredClaims: ['client_id'] });

    expect(await verdict(presenter, hs256({ client_id: 'a' }))).toBe('accepted');
    expect(await verdict(presenter, hs256({ nonce: 'n' }))).toBe('CREDENTIALS_INVALID');
  });
});

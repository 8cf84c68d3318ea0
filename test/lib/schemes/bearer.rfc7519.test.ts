import '../../support/jest/built-assets';
import { BY_SECRET, type JwtPresenter, jwtPresenter, verdict } from '../../support/guard/bearer';
import {
  AUDIENCE,
  claims,
  encoded,
  hmac,
  hs256,
  ISSUER,
  rawToken,
  SECRET,
  seconds,
} from '../../support/guard/jwt';

// JSON Web Token (RFC 7519), rule by rule.

const presenter = jwtPresenter();
const withText = (payload: string) => rawToken({ alg: 'HS256' }, payload, hmac(SECRET));

describe('section 4: claims', () => {
  test('the claims of a valid token become the deeply frozen principal', async () => {
    const token = hs256({ jti: 'id-1', roles: [{ name: 'staff' }] });
    const outcome = await presenter.outcome(token);

    expect(outcome).toEqual({
      status: 'accepted',
      principal: {
        scheme: 'bearer',
        username: 'ada',
        credentialId: 'id-1',
        claims: claims({ jti: 'id-1', roles: [{ name: 'staff' }], exp: expect.any(Number) }),
      },
    });
    const { principal } = outcome as unknown as {
      principal: { claims: { roles: [object] } };
    };
    const parts = [principal, principal.claims, principal.claims.roles, principal.claims.roles[0]];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual([true, true, true, true]);
  });

  test('the last of two claims with one name applies', async () => {
    const twice = (first: string, last: string) =>
      withText(JSON.stringify(claims()).replace('{', `{"sub":"${first}",`).replace('ada', last));

    expect(await presenter.outcome(twice('eve', 'grace'))).toMatchObject({
      principal: { username: 'grace' },
    });
  });

  test.each([
    ['an array', '[]'],
    ['a text', '"text"'],
    ['null', 'null'],
    ['no JSON', '{"sub":'],
    ['another JWT (section 5.2)', hs256()],
    ['a text that is not UTF-8', JSON.stringify(claims()).replace('ada', 'ad\u00e5')],
  ])('a payload that is %s is refused', async (_what, payload) => {
    const bytes = Buffer.from(payload, 'latin1').toString('base64url');
    const input = `${encoded({ alg: 'HS256', cty: 'JWT' })}.${bytes}`;
    const token = `${input}.${hmac(SECRET)(input).toString('base64url')}`;

    expect(await verdict(presenter, token)).toBe('CREDENTIALS_INVALID');
  });

  test('a claim named __proto__ has no effect', async () => {
    const text = JSON.stringify(claims({ sub: undefined })).replace(
      '{',
      '{"__proto__":{"sub":"admin"},',
    );

    expect(await verdict(presenter, withText(text))).toBe('CREDENTIALS_INVALID');
  });
});

describe('section 4.1.1: iss', () => {
  test.each([
    ['left out', undefined],
    ['another', 'https://other.example/'],
    ['without its last slash', 'https://issuer.example'],
    ['in another case', 'https://Issuer.example/'],
    ['a list', [ISSUER]],
    ['null', null],
    ['empty', ''],
  ])('%s is refused', async (_what, iss) => {
    expect(await verdict(presenter, hs256({ iss }))).toBe('CREDENTIALS_INVALID');
  });

  test('may be one of several', async () => {
    const several = jwtPresenter({ ...BY_SECRET, issuer: ['https://other.example/', ISSUER] });

    expect(await verdict(several, hs256())).toBe('accepted');
    expect(await verdict(several, hs256({ iss: 'https://third.example/' }))).toBe(
      'CREDENTIALS_INVALID',
    );
  });
});

describe('section 4.1.2: sub', () => {
  test.each([
    ['left out', undefined],
    ['empty', ''],
    ['a number', 7],
    ['null', null],
    ['a list', ['ada']],
    ['an object', { toString: 'ada' }],
    ['with a line break', 'ada\nroot'],
    ['with half of a surrogate pair', 'ada\ud800'],
  ])('%s is refused', async (_what, sub) => {
    expect(await verdict(presenter, hs256({ sub }))).toBe('CREDENTIALS_INVALID');
  });

  test.each(['auth0|4711', 'system:serviceaccount:jobs:sender', 'e\u0301', '\u5f20\u4f1f', ' '])(
    '%j is the unchanged name (section 2, StringOrURI)',
    async (sub) => {
      expect(await presenter.outcome(hs256({ sub }))).toMatchObject({
        principal: { username: sub },
      });
    },
  );
});

describe('section 4.1.3: aud', () => {
  test.each([
    ['left out', undefined],
    ['another', 'https://other.example'],
    ['a part of it', 'https://api'],
    ['with more after it', `${AUDIENCE}/v1`],
    ['in another case', AUDIENCE.toUpperCase()],
    ['an empty list', []],
    ['a list of others', ['https://other.example', 'https://api']],
    ['an object', { [AUDIENCE]: true }],
    ['a number', 1],
    ['a list in a list', [[AUDIENCE]]],
  ])('%s is refused', async (_what, aud) => {
    expect(await verdict(presenter, hs256({ aud }))).toBe('CREDENTIALS_INVALID');
  });

  test('may be a list that contains the right one', async () => {
    expect(await verdict(presenter, hs256({ aud: ['https://other.example', AUDIENCE] }))).toBe(
      'accepted',
    );
  });

  test('may be one of several that are configured', async () => {
    const several = jwtPresenter({ ...BY_SECRET, audience: ['a', 'b'] });

    expect(await verdict(several, hs256({ aud: 'b' }))).toBe('accepted');
    expect(await verdict(several, hs256())).toBe('CREDENTIALS_INVALID');
  });
});

describe('sections 4.1.4 to 4.1.6: time', () => {
  const NOW = 1_800_000_000;
  const none = jwtPresenter({ ...BY_SECRET, clockToleranceSeconds: 0 });
  const most = jwtPresenter({ ...BY_SECRET, clockToleranceSeconds: 120 });
  const young = jwtPresenter({ ...BY_SECRET, clockToleranceSeconds: 0, maxAgeSeconds: 60 });
  const expired = 'CREDENTIALS_EXPIRED';
  const invalid = 'CREDENTIALS_INVALID';

  beforeEach(() => {
    jest.useFakeTimers({ now: NOW * 1000 });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  test.each<[string, JwtPresenter, object, string]>([
    ['exp is required', presenter, { exp: undefined }, invalid],
    ['exp as text', presenter, { exp: `${NOW + 60}` }, invalid],
    ['exp null', presenter, { exp: null }, invalid],
    ['exp a moment ahead', none, { exp: NOW + 1 }, 'accepted'],
    ['exp with a fraction', none, { exp: NOW + 0.5 }, 'accepted'],
    ['exp now: "on or after"', none, { exp: NOW }, expired],
    ['exp within the tolerance of 5 seconds', presenter, { exp: NOW - 4 }, 'accepted'],
    ['exp at the end of the tolerance', presenter, { exp: NOW - 5 }, expired],
    ['exp within the largest tolerance', most, { exp: NOW - 119 }, 'accepted'],
    ['exp at the end of the largest tolerance', most, { exp: NOW - 120 }, expired],
    ['exp of long ago', presenter, { exp: 0 }, expired],
    ['exp in milliseconds, far ahead', presenter, { exp: NOW * 1000 }, 'accepted'],
    ['nbf now', none, { nbf: NOW }, 'accepted'],
    ['nbf a moment ahead', none, { nbf: NOW + 1 }, invalid],
    ['nbf at the end of the tolerance', presenter, { nbf: NOW + 5 }, 'accepted'],
    ['nbf beyond the tolerance', presenter, { nbf: NOW + 6 }, invalid],
    ['nbf as text', presenter, { nbf: `${NOW}` }, invalid],
    ['nbf null', presenter, { nbf: null }, invalid],
    ['iat as text', presenter, { iat: `${NOW}` }, invalid],
    ['iat null', presenter, { iat: null }, invalid],
    ['iat of long ago', presenter, { iat: 0 }, 'accepted'],
    ['an age is wanted, and there is no iat', young, {}, invalid],
    ['iat at the end of the age', young, { iat: NOW - 60 }, 'accepted'],
    ['iat beyond the age', young, { iat: NOW - 61 }, expired],
    ['iat in the future if an age is required', young, { iat: NOW + 1 }, invalid],
  ])('%s', async (_what, opened, given, expected) => {
    expect(await verdict(opened, hs256({ exp: NOW + 300, ...given }))).toBe(expected);
  });

  test('an infinite exp is refused', async () => {
    const text = JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e999');

    expect(await verdict(presenter, withText(text))).toBe('CREDENTIALS_INVALID');
  });

  test('the log names the user of an expired token with a valid signature', async () => {
    const expiredToken = hs256({ exp: NOW - 60 });
    const [header, payload] = expiredToken.split('.');

    expect(await presenter.outcome(expiredToken)).toMatchObject({ username: 'ada' });
    expect(await presenter.outcome(`${header}.${payload}.AAAA`)).toEqual({
      status: 'refused',
      code: 'CREDENTIALS_INVALID',
      challenge: expect.any(String),
    });
  });

  test('an accepted token is refused after it expires', async () => {
    const token = hs256({ exp: seconds(10) });
    expect(await verdict(presenter, token)).toBe('accepted');

    jest.setSystemTime((NOW + 20) * 1000);

    expect(await verdict(presenter, token)).toBe('CREDENTIALS_EXPIRED');
  });
});

describe('section 4.1.7: jti', () => {
  test.each([
    ['a number', 7],
    ['empty', ''],
    ['with a line break', 'a\nb'],
  ])('%s is not a credential id', async (_what, jti) => {
    const outcome = await presenter.outcome(hs256({ jti }));

    expect(outcome).toMatchObject({ status: 'accepted', principal: { username: 'ada' } });
    expect(outcome).not.toHaveProperty('principal.credentialId');
  });
});

describe('claims that the options require', () => {
  const strict = jwtPresenter({ ...BY_SECRET, requiredClaims: ['tenant'] });

  test('must be present', async () => {
    expect(await verdict(strict, hs256({ tenant: 'a' }))).toBe('accepted');
    expect(await verdict(strict, hs256())).toBe('CREDENTIALS_INVALID');
  });
});

describe('section 7.2: a token that is not three parts of base64url is refused', () => {
  const token = hs256();
  const [header = '', payload = '', signature = ''] = token.split('.');

  test.each([
    ['nothing', ''],
    ['two parts', `${header}.${payload}`],
    ['four parts', `${token}.${signature}`],
    ['five parts, as of an encrypted token', `${token}.${signature}.${signature}`],
    ['no header', `.${payload}.${signature}`],
    ['no payload', `${header}..${signature}`],
    ['only dots', '..'],
    ['a pad', `${token}=`],
    ['base64 that is not base64url', `${header}.${payload}.+/${signature.slice(2)}`],
  ])('%s', async (_what, wrong) => {
    const { status, headers } = await presenter.answer(wrong);

    expect(status).toBe(401);
    expect(headers['WWW-Authenticate']).toMatch(/error="invalid_token"$/);
  });
});

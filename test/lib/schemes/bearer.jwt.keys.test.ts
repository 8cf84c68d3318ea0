import '../../support/jest/built-assets';
import { bearer } from '../../../assets/auth.private';
import { BY_SECRET, jwtPresenter, verdict } from '../../support/guard/bearer';
import {
  ASYMMETRIC,
  AUDIENCE,
  asymmetricSigners,
  hs256,
  ISSUER,
  jwkSetOf,
  RULES,
  SECRET,
  tokenOf,
} from '../../support/guard/jwt';

const { RSA, EC, OKP } = asymmetricSigners();
const BY_KEY = { ...RULES, algorithms: ASYMMETRIC };
const VARIABLES = { JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE };
const provideAssets = (assets: Readonly<Record<string, string>>) => {
  const { Runtime } = globalThis as unknown as { Runtime: { getAssets(): object } };
  const given = Runtime.getAssets();
  const more = Object.entries(assets).map(([name, text]) => [name, { open: () => text }]);
  jest.spyOn(Runtime, 'getAssets').mockReturnValue({ ...given, ...Object.fromEntries(more) });
};

describe('keys of an option', () => {
  test.each<[string, object, () => string]>([
    ['a secret', { secret: SECRET, algorithms: ['HS256'] }, () => hs256()],
    ['a PEM', { publicKey: RSA.pem }, () => tokenOf(RSA)],
    ['several PEMs', { publicKey: [RSA.pem, OKP.pem] }, () => tokenOf(OKP)],
    ['a PEM in one line', { publicKey: EC.pem.replaceAll('\n', '\\n') }, () => tokenOf(EC)],
    [
      'a PEM with Windows line breaks',
      { publicKey: EC.pem.replaceAll('\n', '\r\n') },
      () => tokenOf(EC),
    ],
    ['a PEM in an asset', { publicKey: '/partner.pem' }, () => tokenOf(RSA)],
    ['a JWK Set', { jwks: jwkSetOf(EC, RSA) }, () => tokenOf(RSA)],
    ['a JWK Set as JSON', { jwks: JSON.stringify(jwkSetOf(EC)) }, () => tokenOf(EC)],
    ['a JWK Set in an asset', { jwks: '/jwks.json' }, () => tokenOf(OKP)],
    ['private keys in a JWK Set', { jwks: { keys: [OKP.privateJwk] } }, () => tokenOf(OKP)],
    ['a function of the context', { publicKey: () => EC.pem }, () => tokenOf(EC)],
  ])('%s', async (_what, option, token) => {
    provideAssets({ '/partner.pem': RSA.pem, '/jwks.json': JSON.stringify(jwkSetOf(OKP)) });

    expect(await verdict(jwtPresenter({ ...BY_KEY, ...option }), token())).toBe('accepted');
  });

  test('override different variables', async () => {
    const presenter = jwtPresenter(BY_SECRET, { JWT_SECRET: 'x', JWT_JWKS: 'y', JWT_ISSUER: 'z' });

    expect(await verdict(presenter, hs256())).toBe('accepted');
  });

  test('a function is called for every invocation, and its keys are parsed once for each value', async () => {
    const presenter = jwtPresenter({
      ...BY_SECRET,
      secret: (context) => context['PARTNER_SECRET'],
    });
    const other = 'another secret, which has 40 characters.';

    presenter.variables = { PARTNER_SECRET: SECRET };
    expect(await verdict(presenter, hs256())).toBe('accepted');
    presenter.variables = { PARTNER_SECRET: other };
    expect(await verdict(presenter, hs256())).toBe('CREDENTIALS_INVALID');
    expect(await verdict(presenter, hs256({}, { secret: other }))).toBe('accepted');
    presenter.variables = {};
    await expect(verdict(presenter, hs256())).rejects.toThrow('the option secret is required');
  });
});

test('the settings are parsed once for equal values, and again if one has changed', () => {
  const configure = (scheme: ReturnType<typeof bearer>, more: object = {}) =>
    scheme.configure({ ...VARIABLES, JWT_SECRET: SECRET, ...more });
  const scheme = bearer({ jwt: { algorithms: ['HS256'] } });
  const list = bearer({ jwt: { ...BY_SECRET, secret: () => [SECRET, `${SECRET}2`] } });

  expect(configure(scheme)).toBe(configure(scheme, { PATH: '/other' }));
  expect(configure(list)).toBe(configure(list));
  expect(configure(scheme)).not.toBe(configure(scheme, { JWT_AUDIENCE: 'b' }));
  expect(configure(scheme)).not.toBe(configure(scheme, { JWT_SECRET: `${SECRET}2` }));
});

describe('keys of a variable', () => {
  const own = { DOMAIN_NAME: 'own.example' };
  const ownClaims = { iss: 'https://own.example', aud: 'https://own.example' };

  test.each<[string, Record<string, string>, () => string]>([
    ['JWT_PUBLIC_KEY', { ...VARIABLES, JWT_PUBLIC_KEY: EC.pem }, () => tokenOf(EC)],
    ['JWT_JWKS', { ...VARIABLES, JWT_JWKS: JSON.stringify(jwkSetOf(EC)) }, () => tokenOf(EC)],
    ['JWT_JWKS, an asset', { ...VARIABLES, JWT_JWKS: '/jwks.json' }, () => tokenOf(RSA)],
    [
      'JWT_SIGNING_KEY',
      { ...own, JWT_SIGNING_KEY: JSON.stringify(EC.privateJwk) },
      () => tokenOf(EC, ownClaims),
    ],
    [
      'JWT_SIGNING_KEY_PREVIOUS',
      {
        ...own,
        JWT_SIGNING_KEY: JSON.stringify(EC.privateJwk),
        JWT_SIGNING_KEY_PREVIOUS: JSON.stringify(OKP.privateJwk),
      },
      () => tokenOf(OKP, ownClaims),
    ],
    [
      'JWT_SIGNING_KEY with JWT_ISSUER and JWT_AUDIENCE',
      { ...own, ...VARIABLES, JWT_SIGNING_KEY: JSON.stringify(EC.privateJwk) },
      () => tokenOf(EC),
    ],
  ])('%s', async (_name, variables, token) => {
    provideAssets({ '/jwks.json': JSON.stringify(jwkSetOf(RSA)) });

    expect(await verdict(jwtPresenter({ algorithms: ASYMMETRIC }, variables), token())).toBe(
      'accepted',
    );
  });

  test('the value none for the previous key is ignored', async () => {
    const ended = { ...own, JWT_SIGNING_KEY_PREVIOUS: 'none' };
    const ours = jwtPresenter(
      { algorithms: ASYMMETRIC },
      { ...ended, JWT_SIGNING_KEY: JSON.stringify(EC.privateJwk) },
    );
    const others = jwtPresenter(
      { algorithms: ASYMMETRIC },
      { ...ended, ...VARIABLES, JWT_PUBLIC_KEY: EC.pem },
    );

    expect(await verdict(ours, tokenOf(EC, ownClaims))).toBe('accepted');
    expect(await verdict(ours, tokenOf(OKP, ownClaims))).toBe('CREDENTIALS_INVALID');
    expect(await verdict(others, tokenOf(EC))).toBe('accepted');
  });

  test('JWT_SECRET', async () => {
    const presenter = jwtPresenter({ algorithms: ['HS256'] }, { ...VARIABLES, JWT_SECRET: SECRET });

    expect(await verdict(presenter, hs256())).toBe('accepted');
  });

  test('a token of this service for another audience is refused', async () => {
    const variables = { ...own, JWT_SIGNING_KEY: JSON.stringify(EC.privateJwk) };
    const presenter = jwtPresenter({ algorithms: ASYMMETRIC }, variables);

    expect(await verdict(presenter, tokenOf(EC, { ...ownClaims, aud: AUDIENCE }))).toBe(
      'CREDENTIALS_INVALID',
    );
  });
});

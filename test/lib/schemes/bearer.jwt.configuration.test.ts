import '../../support/jest/built-assets';
import { bearer, withAuth } from '../../../assets/auth.private';
import { BY_SECRET, jwtProblems } from '../../support/guard/bearer';
import { invoke } from '../../support/guard/invoke';
import {
  AUDIENCE,
  hs256,
  ISSUER,
  jwkSetOf,
  p256,
  RULES,
  rsa,
  SECRET,
} from '../../support/guard/jwt';

const RSA = rsa();
const EC = p256();
const ASYMMETRIC = ['RS256', 'ES256', 'EdDSA'] as const;
const BY_KEY = { ...RULES, algorithms: ASYMMETRIC };
const VARIABLES = { JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE };
const CANARY = 'canary';

describe('invalid variables are problems', () => {
  test("the default issuer applies only to this service's own keys", () => {
    const variables = { DOMAIN_NAME: 'own.example', JWT_JWKS: JSON.stringify(jwkSetOf(EC)) };

    expect(jwtProblems({ algorithms: ['ES256'] }, variables)).toEqual([
      'JWT_ISSUER or the option issuer of jwt is required',
      'JWT_AUDIENCE or the option audience of jwt is required',
    ]);
  });

  test('exactly one variable with keys may be set', () => {
    const all = {
      ...VARIABLES,
      JWT_SECRET: CANARY,
      JWT_PUBLIC_KEY: CANARY,
      JWT_JWKS: CANARY,
      JWT_JWKS_URI: CANARY,
      JWT_SIGNING_KEY_PREVIOUS: CANARY,
    };

    expect(jwtProblems({ algorithms: ['ES256'] }, VARIABLES)).toEqual([
      'one of JWT_SECRET, JWT_PUBLIC_KEY, JWT_JWKS, JWT_JWKS_URI, JWT_SIGNING_KEY is required for JWTs',
    ]);
    expect(jwtProblems({ algorithms: ['ES256'] }, all)).toEqual([
      'only one of JWT_SECRET, JWT_PUBLIC_KEY, JWT_JWKS, JWT_JWKS_URI, JWT_SIGNING_KEY may be set',
    ]);
  });

  test.each<[string, object, string]>([
    [
      'only a previous key',
      { JWT_SIGNING_KEY_PREVIOUS: JSON.stringify(EC.privateJwk) },
      'JWT_SIGNING_KEY is required',
    ],
    ['no JSON', { JWT_SIGNING_KEY: CANARY }, 'JWT_SIGNING_KEY must be a JSON object'],
    ['no JWK Set', { JWT_JWKS: CANARY }, 'JWT_JWKS must be a JWK Set'],
    [
      'an asset that is not there',
      { JWT_JWKS: `/${CANARY}` },
      'JWT_JWKS names a private asset that does not exist',
    ],
    [
      'a secret',
      { JWT_SIGNING_KEY: '{"kty":"oct","k":"canary"}' },
      'JWT_SIGNING_KEY must not be a shared secret',
    ],
    [
      'a key for encryption',
      { JWT_SIGNING_KEY: JSON.stringify({ ...EC.privateJwk, use: 'enc' }) },
      'JWT_SIGNING_KEY must be an Ed25519 or P-256 key for signatures',
    ],
    ['a URL', { JWT_JWKS_URI: CANARY }, 'JWT_JWKS_URI must be an https URL'],
  ])('%s is a problem', (_what, variables, problem) => {
    const problems = jwtProblems({ algorithms: ASYMMETRIC }, { ...VARIABLES, ...variables });

    expect(problems).toEqual([problem]);
  });
});

describe('invalid options are problems', () => {
  const damaged = EC.pem.replace(/\n[A-Za-z0-9]{8}/, `\n${'A'.repeat(8)}`);

  test.each<[string, unknown, string]>([
    ['null', null, 'the option jwt of bearer() must be an object'],
    ['a text', CANARY, 'the option jwt of bearer() must be an object'],
    ['an unknown option', { ...BY_SECRET, audiance: CANARY }, 'no option "audiance"'],
    [
      'two keys',
      { ...BY_SECRET, jwks: CANARY },
      'secret, jwks of jwt exclude each other: set only one',
    ],
    [
      'a secret that is undefined',
      { ...BY_SECRET, secret: undefined },
      'the option secret is required',
    ],
    ['a secret that is a number', { ...BY_SECRET, secret: 7 }, 'the option secret must be text'],
    [
      'half of a surrogate pair',
      { ...BY_SECRET, secret: `${SECRET}\ud800` },
      'the option secret must be well-formed',
    ],
    ['no secrets', { ...BY_SECRET, secret: [] }, 'the option secret must not be an empty list'],
    [
      'one bad secret of two',
      { ...BY_SECRET, secret: [SECRET, CANARY] },
      'the option secret[1] must have at least 32',
    ],
    [
      'a promise of a secret',
      { ...BY_SECRET, secret: async () => SECRET },
      'the option secret must be text',
    ],
    [
      'a function that fails',
      {
        ...BY_SECRET,
        secret: () => {
          throw new Error(CANARY);
        },
      },
      'the option secret of jwt failed',
    ],
    [
      'HS256 for a public key',
      { ...BY_KEY, publicKey: EC.pem, algorithms: ['HS256'] },
      'has HS256, which cannot be used with the option publicKey',
    ],
    [
      'HS256 for a JWK Set',
      { ...BY_KEY, jwks: jwkSetOf(EC), algorithms: ['ES256', 'HS256'] },
      'has HS256, which cannot be used with the option jwks',
    ],
    [
      'HS256 for a URL',
      { ...BY_KEY, jwksUri: 'https://a.example/', algorithms: ['HS256'] },
      'has HS256, which cannot be used with the option jwksUri',
    ],
    [
      'another algorithm for a secret',
      { ...BY_SECRET, algorithms: ['HS256', 'RS256'] },
      'has RS256, which cannot be used with the option secret',
    ],
    ['no algorithm', { ...BY_SECRET, algorithms: [] }, 'algorithms of jwt must be a list of'],
    [
      'algorithms as text',
      { ...BY_SECRET, algorithms: 'HS256' },
      'algorithms of jwt must be a list of',
    ],
    ['none', { ...BY_SECRET, algorithms: ['none'] }, 'algorithms of jwt must be a list of'],
    [
      'a key that does not match the algorithm',
      { ...BY_KEY, publicKey: EC.pem, algorithms: ['RS256'] },
      'the option publicKey must have a key for RS256',
    ],
    [
      'a private PEM',
      { ...BY_KEY, publicKey: EC.privateKey.export({ format: 'pem', type: 'pkcs8' }) },
      'must be a public key, not a private key',
    ],
    [
      'a PEM that is damaged',
      { ...BY_KEY, publicKey: damaged },
      'the option publicKey is a damaged public key',
    ],
    ['no PEM', { ...BY_KEY, publicKey: CANARY }, 'the option publicKey must be one PEM block'],
    [
      'two PEMs in one',
      { ...BY_KEY, publicKey: EC.pem + RSA.pem },
      'the option publicKey must be one PEM block',
    ],
    [
      'a set with a secret',
      { ...BY_KEY, jwks: { keys: [EC.jwk, { kty: 'oct', k: CANARY }] } },
      'key 2 of the option jwks must not be a shared secret',
    ],
    [
      'a set without keys',
      { ...BY_KEY, jwks: { keys: [] } },
      'the option jwks must have a key for',
    ],
    ['a set that is a list', { ...BY_KEY, jwks: [EC.jwk] }, 'the option jwks must be a JWK Set'],
    ['a set that is one key', { ...BY_KEY, jwks: EC.jwk }, 'the option jwks must be a JWK Set'],
    [
      'a kid that is a number',
      { ...BY_KEY, jwks: { keys: [{ ...EC.jwk, kid: 7 }] } },
      'key 1 of the option jwks must have a kid that is text',
    ],
    [
      '101 keys',
      { ...BY_KEY, jwks: { keys: Array(101).fill(EC.jwk) } },
      'the option jwks has over 100 keys',
    ],
    [
      'an http URL',
      { ...BY_KEY, jwksUri: `http://${CANARY}.example/` },
      'jwksUri must be an https URL',
    ],
    [
      'a host that begins like this machine',
      { ...BY_KEY, jwksUri: 'http://127.0.0.1.evil.example/' },
      'jwksUri must be an https URL',
    ],
    [
      'another protocol',
      { ...BY_KEY, jwksUri: `file:///${CANARY}` },
      'jwksUri must be an https URL',
    ],
    [
      'credentials in the URL',
      { ...BY_KEY, jwksUri: `https://ada:${CANARY}@a.example/` },
      'jwksUri must not contain credentials',
    ],
    [
      'an empty issuer',
      { ...BY_SECRET, issuer: '' },
      'the option issuer of jwt must be a text, or a list',
    ],
    [
      'an issuer that is undefined',
      { ...BY_SECRET, issuer: undefined },
      'the option issuer of jwt must be a text',
    ],
    [
      'no audiences',
      { ...BY_SECRET, audience: [] },
      'the option audience of jwt must be a text, or a list',
    ],
    [
      'an audience that is a pattern',
      { ...BY_SECRET, audience: [/./] },
      'the option audience of jwt must be a text',
    ],
    [
      'a tolerance of 121',
      { ...BY_SECRET, clockToleranceSeconds: 121 },
      'clockToleranceSeconds of jwt must be a number from 0 to 120',
    ],
    [
      'a tolerance below 0',
      { ...BY_SECRET, clockToleranceSeconds: -1 },
      'clockToleranceSeconds of jwt must be',
    ],
    [
      'a tolerance that is no number',
      { ...BY_SECRET, clockToleranceSeconds: Number.NaN },
      'clockToleranceSeconds of jwt must be',
    ],
    [
      'a tolerance as text',
      { ...BY_SECRET, clockToleranceSeconds: '5 minutes' },
      'clockToleranceSeconds of jwt must be',
    ],
    [
      'an age of 0',
      { ...BY_SECRET, maxAgeSeconds: 0 },
      'maxAgeSeconds of jwt must be a number above 0',
    ],
    [
      'an age without end',
      { ...BY_SECRET, maxAgeSeconds: Number.POSITIVE_INFINITY },
      'maxAgeSeconds of jwt must be',
    ],
    [
      'claims as text',
      { ...BY_SECRET, requiredClaims: 'tenant' },
      'requiredClaims of jwt must be a list',
    ],
    [
      'scopes with spaces',
      { ...BY_SECRET, scopes: ['a b'] },
      'scopes of jwt must be a list of scopes',
    ],
    ['an empty typ', { ...BY_SECRET, typ: '' }, 'typ of jwt must be a text'],
  ])('%s', (_what, jwt, problem) => {
    const problems = jwtProblems(jwt, { DOMAIN_NAME: 'localhost' });

    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems.join()).not.toContain(CANARY);
  });

  test('all problems are logged at once with 500', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const jwt = { ...BY_SECRET, secret: CANARY, audience: '', typ: 7, scopes: 'a' };
    const handler = withAuth(bearer({ jwt: jwt as never }), () => 'in');

    const answer = await invoke(handler, { authorization: `Bearer ${hs256()}`, variables: {} });

    expect(answer).toMatchObject({ status: 500, body: 'Authentication is not configured' });
    const line = error.mock.calls.map((call) => call.join(' ')).join('\n');
    for (const name of ['secret', 'audience', 'typ', 'scopes']) expect(line).toContain(name);
    expect(line).not.toContain(CANARY);
  });
});

test.each([
  ['https://issuer.example/jwks?x=1'],
  ['http://localhost:3000/jwks'],
  ['http://127.0.0.1:8080/jwks'],
  ['http://[::1]/jwks'],
])('%s may be the URL of keys, and nothing is fetched before the first token', (jwksUri) => {
  const fetched = jest.spyOn(globalThis, 'fetch');

  expect(jwtProblems({ ...BY_KEY, jwksUri })).toEqual([]);
  expect(fetched).not.toHaveBeenCalled();
});

test('the doctor lists each issuer and the source of the keys', () => {
  const issuer = ['https://a.example', 'https://b.example'];
  const accepts = (jwt: object, variables = {}) =>
    bearer({ jwt: { algorithms: ['ES256'], ...RULES, ...jwt } }).configure(variables);

  expect(accepts({ issuer, jwks: jwkSetOf(EC) })).toMatchObject({
    accepts: issuer.map((username) => ({
      username,
      format: 'jwt',
      peppered: false,
      source: 'the option jwks',
    })),
  });
  expect(accepts({}, { JWT_JWKS_URI: 'https://a.example/jwks' })).toMatchObject({
    accepts: [{ username: ISSUER, source: 'JWT_JWKS_URI' }],
  });
});

test('without the private asset /jwt.js, every caller is refused and the log says why', () => {
  const { Runtime } = globalThis as unknown as { Runtime: { getAssets(): object } };
  jest.spyOn(Runtime, 'getAssets').mockReturnValue({});

  expect(jwtProblems(BY_SECRET)).toEqual([
    expect.stringContaining(
      'no private asset /jwt.js: copy jwt.private.js to assets/jwt.private.js',
    ),
  ]);
});

import '../../support/jest/built-assets';
import type { JwtOptions } from '../../../assets/auth.private';
import { BY_SECRET, jwtPresenter, verdict } from '../../support/guard/bearer';
import {
  asymmetricSigners,
  claims,
  ed25519,
  encoded,
  hmac,
  hs256,
  p256,
  RULES,
  rawToken,
  SECRET,
  type Signer,
  tokenOf,
} from '../../support/guard/jwt';

// JSON Web Signature (RFC 7515) with the algorithms of RFC 7518 and RFC 8037, rule by rule.

const presenter = jwtPresenter();
const withHeader = (header: unknown) => rawToken(header, claims(), hmac(SECRET));
const byKey = ({ pem, alg }: Signer) =>
  jwtPresenter({
    ...RULES,
    publicKey: pem,
    algorithms: [alg] as unknown as JwtOptions['algorithms'],
  });

const SIGNERS = asymmetricSigners().all.map((signer) => [signer.alg, signer] as const);

describe('section 3.1: the example of the RFC (appendix A.1) is verified with its key', () => {
  const HEADER = 'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9';

  test('its header with a line break in its JSON is parsed', async () => {
    const input = `${HEADER}.${encoded(claims())}`;
    const signature = hmac(SECRET)(input).toString('base64url');

    expect(await verdict(presenter, `${input}.${signature}`)).toBe('accepted');
  });
});

describe('section 5.2: every algorithm is verified', () => {
  test.each(SIGNERS)('%s', async (_alg, signer) => {
    const opened = byKey(signer);
    const [header, payload, signature = ''] = tokenOf(signer).split('.');
    const other = Buffer.from(signature, 'base64url');
    other[0] = (other[0] as number) ^ 1;

    expect(await verdict(opened, `${header}.${payload}.${signature}`)).toBe('accepted');
    expect(await verdict(opened, `${header}.${payload}.${other.toString('base64url')}`)).toBe(
      'CREDENTIALS_INVALID',
    );
  });

  test.each(SIGNERS)('%s, with another payload', async (_alg, signer) => {
    const [header, , signature] = tokenOf(signer).split('.');
    const payload = encoded(claims({ sub: 'root' }));

    expect(await verdict(byKey(signer), `${header}.${payload}.${signature}`)).toBe(
      'CREDENTIALS_INVALID',
    );
  });

  test.each(SIGNERS)('%s, with another header', async (_alg, signer) => {
    const [, payload, signature] = tokenOf(signer).split('.');
    const header = encoded({ alg: signer.alg, kid: signer.kid, more: true });

    expect(await verdict(byKey(signer), `${header}.${payload}.${signature}`)).toBe(
      'CREDENTIALS_INVALID',
    );
  });

  test('HS256 is verified with any of several secrets, so that one can replace another', async () => {
    const next = 'the next secret, which has 40 characters';
    const several = jwtPresenter({ ...BY_SECRET, secret: [next, SECRET] });

    expect(await verdict(several, hs256())).toBe('accepted');
    expect(await verdict(several, hs256({}, { secret: next }))).toBe('accepted');
    expect(await verdict(several, hs256({}, { secret: SECRET.toUpperCase() }))).toBe(
      'CREDENTIALS_INVALID',
    );
  });

  test('a signature is verified with any of several public keys, even of one type', async () => {
    const signers = [p256('a'), p256('b'), ed25519()];
    const publicKey = signers.map(({ pem }) => pem);
    const several = jwtPresenter({ ...RULES, publicKey, algorithms: ['ES256', 'EdDSA'] });

    for (const signer of signers) {
      expect(await verdict(several, tokenOf(signer))).toBe('accepted');
    }
    expect(await verdict(several, tokenOf(p256('a')))).toBe('CREDENTIALS_INVALID');
  });

  test('EdDSA is also accepted under its name of RFC 9864', async () => {
    const signer = ed25519();

    expect(await verdict(byKey(signer), tokenOf(signer, {}, { alg: 'Ed25519' }))).toBe('accepted');
  });
});

describe('section 4.1.4: kid', () => {
  const [one, two] = [p256('one'), p256('two')] as const;
  const nameless = { ...two.jwk, kid: undefined };
  const set = (...keys: object[]) =>
    jwtPresenter({ ...RULES, jwks: { keys }, algorithms: ['ES256'] });

  test('selects the key with that id', async () => {
    const opened = set(one.jwk, two.jwk);

    expect(await verdict(opened, tokenOf(one))).toBe('accepted');
    expect(await verdict(opened, tokenOf(two))).toBe('accepted');
    expect(await verdict(opened, tokenOf(one, {}, { kid: 'two' }))).toBe('CREDENTIALS_INVALID');
    expect(await verdict(opened, tokenOf(one, {}, { kid: 'ONE' }))).toBe('CREDENTIALS_INVALID');
  });

  test('may be missing, and then every key of the type is tried', async () => {
    expect(await verdict(set(one.jwk, two.jwk), tokenOf(two, {}, { kid: undefined }))).toBe(
      'accepted',
    );
  });

  test('a key without an id may be the key of any token', async () => {
    expect(await verdict(set(one.jwk, nameless), tokenOf(two, {}, { kid: 'any' }))).toBe(
      'accepted',
    );
  });

  test('two keys with the same id are both tried', async () => {
    const same = set({ ...one.jwk, kid: 'same' }, { ...two.jwk, kid: 'same' });

    expect(await verdict(same, tokenOf(two, {}, { kid: 'same' }))).toBe('accepted');
  });

  test.each([
    ['a number', 1],
    ['null', null],
    ['a list', ['one']],
    ['an object', { toString: 'one' }],
  ])('%s is refused', async (_what, kid) => {
    expect(await verdict(set(nameless), tokenOf(two, {}, { kid }))).toBe('CREDENTIALS_INVALID');
    expect(await verdict(presenter, withHeader({ alg: 'HS256', kid }))).toBe('CREDENTIALS_INVALID');
  });
});

describe('section 4.1.9: typ', () => {
  const strict = jwtPresenter({ ...BY_SECRET, typ: 'at+jwt' });

  test.each(['at+jwt', 'AT+JWT', 'application/at+jwt', 'Application/AT+jwt'])(
    '%s is the required typ',
    async (typ) => {
      expect(await verdict(strict, withHeader({ alg: 'HS256', typ }))).toBe('accepted');
    },
  );

  test.each([[undefined], ['JWT'], ['text/at+jwt'], [''], [null], [['at+jwt']]])(
    '%j is not the required typ',
    async (typ) => {
      expect(await verdict(strict, withHeader({ alg: 'HS256', typ }))).toBe('CREDENTIALS_INVALID');
    },
  );

  test('is ignored if no value is required', async () => {
    expect(await verdict(presenter, withHeader({ alg: 'HS256', typ: 'anything' }))).toBe(
      'accepted',
    );
  });
});

describe('section 4.1.11: crit', () => {
  test.each([
    ['an unknown extension', { crit: ['exp'], exp: 1 }],
    ['the unencoded payload of RFC 7797', { crit: ['b64'], b64: false }],
    ['the same, said to be encoded', { crit: ['b64'], b64: true }],
    ['b64 without crit', { b64: false }],
    ['an empty list', { crit: [] }],
    ['no list', { crit: 'exp', exp: 1 }],
    ['null', { crit: null }],
    ['a name that is not there', { crit: ['http://example/x'] }],
    ['a name of the RFC itself', { crit: ['alg'] }],
    ['a name that every object has', { crit: ['__proto__'] }],
  ])('%s is refused', async (_what, more) => {
    expect(await verdict(presenter, withHeader({ alg: 'HS256', ...more }))).toBe(
      'CREDENTIALS_INVALID',
    );
  });

  test('an extension that is not critical is ignored (section 4.2)', async () => {
    expect(await verdict(presenter, withHeader({ alg: 'HS256', x: { y: 1 } }))).toBe('accepted');
  });
});

describe('section 5.2, steps 2 to 4: a header that is not a JSON object is refused', () => {
  test.each([
    ['an array', '["HS256"]'],
    ['a text', '"HS256"'],
    ['null', 'null'],
    ['no JSON', '{"alg":"HS256"'],
    ['empty', '{}'],
    ['two objects', '{"alg":"HS256"}{}'],
  ])('%s', async (_what, header) => {
    expect(await verdict(presenter, withHeader(header))).toBe('CREDENTIALS_INVALID');
  });

  test('the last of two parameters with one name applies (section 4)', async () => {
    expect(await verdict(presenter, withHeader('{"alg":"none","alg":"HS256"}'))).toBe('accepted');
    expect(await verdict(presenter, withHeader('{"alg":"HS256","alg":"none"}'))).toBe(
      'CREDENTIALS_INVALID',
    );
  });
});

describe('RFC 7517, section 4: the parameters of a key apply', () => {
  const signer = p256();
  const withJwk = (more: object) =>
    jwtPresenter({
      ...RULES,
      jwks: { keys: [p256('other').jwk, { ...signer.jwk, ...more }] },
      algorithms: ['ES256'],
    });

  test.each([
    ['use sig', { use: 'sig' }],
    ['key_ops verify', { key_ops: ['verify'] }],
    ['alg ES256', { alg: 'ES256' }],
    ['an unknown member', { x5t: 'x', anything: 1 }],
  ])('%s: the key is used', async (_what, more) => {
    expect(await verdict(withJwk(more), tokenOf(signer))).toBe('accepted');
  });

  test.each([
    ['use enc', { use: 'enc' }],
    ['use of another type', { use: 7 }],
    ['key_ops without verify', { key_ops: ['deriveKey'] }],
    ['key_ops that are no list', { key_ops: 'verify' }],
    ['alg of another algorithm', { alg: 'ECDH-ES' }],
    ['alg of another type', { alg: ['ES256'] }],
  ])('%s: the key is not used', async (_what, more) => {
    expect(await verdict(withJwk(more), tokenOf(signer))).toBe('CREDENTIALS_INVALID');
  });
});

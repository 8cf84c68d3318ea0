import { createHash, randomBytes } from 'node:crypto';
import { type RegistrationResponse, verifyRegistration } from '../../../assets/passkeys.private';
import {
  type Algorithm,
  createAuthenticator,
  FLAGS,
  type RegistrationChanges,
  selfAttestation,
} from '../../support/passkeys/authenticator';
import { withResponse } from '../../support/passkeys/ceremonies';

const { UP, UV, BE, BS, ED } = FLAGS;
const EXPECTED = {
  challenge: randomBytes(32).toString('base64url'),
  origin: 'https://kit-1234-dev.twil.io',
  rpId: 'kit-1234-dev.twil.io',
};
const authenticators = new Map(
  ([-8, -7, -257] as const).map((algorithm) => [algorithm, createAuthenticator(algorithm)]),
);
const authenticator = (algorithm: Algorithm) =>
  authenticators.get(algorithm) ?? createAuthenticator(algorithm);

const verify = (response: RegistrationResponse) => verifyRegistration(response, EXPECTED);
const register = (changes?: RegistrationChanges, algorithm: Algorithm = -7) =>
  verify(authenticator(algorithm).register(EXPECTED, changes));

test.each([-8, -7, -257] as const)(
  'a passkey with the algorithm %s is accepted',
  async (algorithm) => {
    expect(await register({}, algorithm)).toEqual({
      credentialId: authenticator(algorithm).id,
      publicKey: expect.any(Buffer),
      algorithm,
      counter: 0,
      backupEligible: false,
      backedUp: false,
      aaguid: '00000000-0000-0000-0000-000000000000',
      transports: [],
    });
  },
);

test.each<[string, RegistrationChanges, object]>([
  ['a counter', { counter: 7 }, { counter: 7 }],
  ['eligibility for backup', { flags: UP | UV | BE }, { backupEligible: true, backedUp: false }],
  ['a backup', { flags: UP | UV | BE | BS }, { backupEligible: true, backedUp: true }],
  ['reserved flags', { flags: UP | UV | 2 | 32 }, {}],
  ['client data without crossOrigin', { client: { crossOrigin: undefined } }, { algorithm: -7 }],
  ['client data with an unknown member', { client: { other: [1] } }, { algorithm: -7 }],
  [
    'extensions',
    { flags: UP | UV | ED, trailing: Buffer.from('a16b6372656450726f7465637403', 'hex') },
    { algorithm: -7 },
  ],
])('a registration with %s is accepted', async (_what, changes, result) => {
  expect(await register(changes)).toMatchObject(result);
});

test.each<[string, RegistrationChanges, string]>([
  ['of a login', { client: { type: 'webauthn.get' } }, 'malformed'],
  ['with another challenge', { client: { challenge: 'AAAA' } }, 'challenge'],
  ['with a padded challenge', { client: { challenge: `${EXPECTED.challenge}=` } }, 'challenge'],
  ['of another origin', { client: { origin: 'https://other-9.twil.io' } }, 'origin'],
  ['of the same host by HTTP', { client: { origin: 'http://kit-1234-dev.twil.io' } }, 'origin'],
  ['of the origin with a slash', { client: { origin: `${EXPECTED.origin}/` } }, 'origin'],
  ['of the origin in capitals', { client: { origin: EXPECTED.origin.toUpperCase() } }, 'origin'],
  ['of a list of origins', { client: { origin: [EXPECTED.origin] } }, 'origin'],
  ['of a framed page', { client: { crossOrigin: true } }, 'origin'],
  ['whose crossOrigin is a text', { client: { crossOrigin: 'false' } }, 'origin'],
  ['whose crossOrigin is null', { client: { crossOrigin: null } }, 'origin'],
  ['with a topOrigin', { client: { topOrigin: EXPECTED.origin } }, 'origin'],
  ['with an empty topOrigin', { client: { topOrigin: '' } }, 'origin'],
  ['of another host', { rpId: 'other-9.twil.io' }, 'host'],
  ['of the parent domain', { rpId: 'twil.io' }, 'host'],
  ['without user presence', { flags: UV }, 'user_verification'],
  ['without user verification', { flags: UP }, 'user_verification'],
  ['with a backup but without eligibility', { flags: UP | UV | BS }, 'backup'],
  ['with another id inside', { innerId: randomBytes(32) }, 'malformed'],
  ['with bytes after the key', { trailing: Buffer.alloc(1) }, 'malformed'],
  ['that announces extensions without any', { flags: UP | UV | ED }, 'malformed'],
  ['with an array as client data', { clientDataJSON: Buffer.from('[]') }, 'malformed'],
  ['with null as client data', { clientDataJSON: Buffer.from('null') }, 'malformed'],
  [
    'with bytes after the attestation object',
    { object: (one) => Buffer.concat([one, Buffer.alloc(1)]) },
    'malformed',
  ],
  [
    'with another member in the attestation object',
    {
      object: (one) =>
        Buffer.concat([Buffer.from([0xa4]), one.subarray(1), Buffer.from('617801', 'hex')]),
    },
    'malformed',
  ],
  ['with a truncated attestation object', { object: (one) => one.subarray(0, -1) }, 'malformed'],
  ['with an unknown attestation', { attestation: () => ({ fmt: 'tpm' }) }, 'malformed'],
  [
    'with a statement of the format none',
    { attestation: () => ({ attStmt: new Map([['alg', -7]]) }) },
    'malformed',
  ],
])('a registration %s is rejected', async (_what, changes, problem) => {
  expect(await register(changes)).toEqual({ problem });
});

test('client data that is not UTF-8 is rejected', async () => {
  const { challenge, origin } = EXPECTED;
  const text = JSON.stringify({ type: 'webauthn.create', challenge, origin, other: '?' });
  const clientDataJSON = Buffer.from(text);
  clientDataJSON[clientDataJSON.indexOf('?')] = 0xff;

  expect(await register({ clientDataJSON })).toEqual({ problem: 'malformed' });
});

describe('The key', () => {
  const bytes = (length: number) => new Uint8Array(randomBytes(length));

  test.each<[string, Algorithm, RegistrationChanges['key'], string]>([
    ['of another algorithm', -7, (key) => key.set(3, -35), 'algorithm'],
    ['of RSA with SHA-1', -257, (key) => key.set(3, -65535), 'algorithm'],
    ['without an algorithm', -7, (key) => key.delete(3), 'algorithm'],
    ['of another key type', -7, (key) => key.set(1, 1), 'algorithm'],
    ['on another curve', -7, (key) => key.set(-1, 2), 'algorithm'],
    ['of Ed448', -8, (key) => key.set(-1, 7), 'algorithm'],
    ['that is not on P-256', -7, (key) => key.set(-3, bytes(32)), 'algorithm'],
    ['without one coordinate', -7, (key) => key.delete(-3), 'algorithm'],
    ['with a sign in place of a coordinate', -7, (key) => key.set(-3, 1), 'algorithm'],
    ['with a short coordinate', -8, (key) => key.set(-2, bytes(31)), 'algorithm'],
    ['with a long coordinate', -8, (key) => key.set(-2, bytes(33)), 'algorithm'],
    ['with an additional member', -7, (key) => key.set(4, 2), 'algorithm'],
    ['with a short modulus', -257, (key) => key.set(-1, bytes(128).fill(0xff)), 'algorithm'],
    ['with a long modulus', -257, (key) => key.set(-1, bytes(1024).fill(0xff)), 'algorithm'],
    ['with another exponent', -257, (key) => key.set(-2, new Uint8Array([3])), 'algorithm'],
    ['with a leading zero', -257, (key) => key.set(-2, new Uint8Array([0, 1, 0, 1])), 'algorithm'],
  ])('%s is rejected', async (_what, algorithm, change, problem) => {
    const key = change === undefined ? {} : { key: change };

    expect(await register(key, algorithm)).toEqual({ problem });
  });
});

describe('The attestation', () => {
  test.each([-8, -7, -257] as const)('of the own key with %s is accepted', async (algorithm) => {
    const attestation = selfAttestation(authenticator(algorithm), algorithm);

    expect(await register({ attestation }, algorithm)).toMatchObject({ algorithm });
  });

  test('of another key is rejected', async () => {
    const attestation = selfAttestation(createAuthenticator(-7), -7);

    expect(await register({ attestation })).toEqual({ problem: 'signature' });
  });

  test('with the name of another algorithm is rejected', async () => {
    const attestation = selfAttestation(authenticator(-7), -257);

    expect(await register({ attestation })).toEqual({ problem: 'algorithm' });
  });

  test('with a certificate is rejected', async () => {
    const own = selfAttestation(authenticator(-7), -7);
    const attestation = (...given: Parameters<typeof own>) => {
      const { fmt, attStmt } = own(...given);
      return { fmt, attStmt: new Map([...attStmt, ['x5c', [new Uint8Array(9)]]]) };
    };

    expect(await register({ attestation })).toEqual({ problem: 'malformed' });
  });
});

describe('The response', () => {
  const response = authenticator(-7).register(EXPECTED);
  const { id } = response;
  const long = Buffer.alloc(1024, 1);

  test.each<[string, unknown]>([
    ['without its members', {}],
    ['of null', null],
    ['with another type', { ...response, type: 'password' }],
    ['whose id and rawId differ', { ...response, rawId: createHash('sha256').digest('base64url') }],
    ['with a padded id', { ...response, id: `${id}=`, rawId: `${id}=` }],
    ['with an id of other bytes', { ...response, id: 'AAAA', rawId: 'AAAA' }],
    ['with an empty id', { ...response, id: '', rawId: '' }],
    ['with a number as client data', withResponse(response, { clientDataJSON: 7 as never })],
    [
      'with line breaks in base64',
      withResponse(response, { attestationObject: `${response.response.attestationObject}\n` }),
    ],
    ['with a huge text', withResponse(response, { attestationObject: 'A'.repeat(1_000_000) })],
    ['with an id of 1,024 bytes', createAuthenticator(-7, long).register(EXPECTED)],
    ['with an id of no bytes', createAuthenticator(-7, Buffer.alloc(0)).register(EXPECTED)],
  ])('%s is rejected', async (_what, given) => {
    expect(await verify(given as RegistrationResponse)).toEqual({ problem: 'malformed' });
  });

  test('with an id of 1,023 bytes is accepted', async () => {
    const given = createAuthenticator(-7, long.subarray(1)).register(EXPECTED);

    expect(await verify(given)).toMatchObject({ credentialId: long.subarray(1) });
  });

  test('has only the transports that WebAuthn defines, each once', async () => {
    const transports = ['internal', '<b>', 'usb', 'internal'];

    expect(await verify(withResponse(response, { transports }))).toMatchObject({
      transports: ['usb', 'internal'],
    });
  });
});

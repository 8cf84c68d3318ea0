import { randomBytes } from 'node:crypto';
import {
  type AssertionResponse,
  type StoredPasskey,
  verifyAssertion,
  verifyRegistration,
} from '../../../assets/passkeys.private';
import { type Changes, createAuthenticator, FLAGS } from '../../support/passkeys/authenticator';
import { storedPasskey, withResponse } from '../../support/passkeys/ceremonies';

const { UP, UV, BE, BS, ED } = FLAGS;
const OWNER = 'us_1234';
const EXPECTED = {
  challenge: randomBytes(32).toString('base64url'),
  origin: 'https://kit-1234-dev.twil.io',
  rpId: 'kit-1234-dev.twil.io',
};
const authenticator = createAuthenticator(-7);
let passkey: StoredPasskey;
beforeAll(async () => {
  const result = await verifyRegistration(authenticator.register(EXPECTED), EXPECTED);
  passkey = storedPasskey(result, OWNER);
});

const verify = (response: AssertionResponse, stored: Partial<StoredPasskey> = {}) =>
  verifyAssertion(response, EXPECTED, { ...passkey, ...stored });
const assert = (changes?: Changes, stored?: Partial<StoredPasskey>) =>
  verify(authenticator.assert(EXPECTED, changes), stored);

test.each<[string, Changes]>([
  ['without crossOrigin', { client: { crossOrigin: undefined } }],
  ['with an unknown member', { client: { other: { deep: true } } }],
])('a login whose client data is %s is accepted', async (_what, changes) => {
  expect(await assert(changes)).toEqual({ counter: 1, backedUp: false });
});

test.each<[string, Changes, string]>([
  ['of a registration', { client: { type: 'webauthn.create' } }, 'malformed'],
  ['with another challenge', { client: { challenge: 'AAAA' } }, 'challenge'],
  ['with a padded challenge', { client: { challenge: `${EXPECTED.challenge}=` } }, 'challenge'],
  ['of another origin', { client: { origin: 'https://other-9.twil.io' } }, 'origin'],
  ['of another port', { client: { origin: `${EXPECTED.origin}:8443` } }, 'origin'],
  ['of a framed page', { client: { crossOrigin: true } }, 'origin'],
  ['with a topOrigin', { client: { topOrigin: EXPECTED.origin } }, 'origin'],
  ['of another host', { rpId: 'other-9.twil.io' }, 'host'],
  ['of the parent domain', { rpId: 'twil.io' }, 'host'],
  ['without user presence', { flags: UV }, 'user_verification'],
  ['without user verification', { flags: UP }, 'user_verification'],
  ['with a backup but without eligibility', { flags: UP | UV | BS }, 'backup'],
  ['that is newly eligible for backup', { flags: UP | UV | BE }, 'backup'],
  ['with bytes after the authenticator data', { trailing: Buffer.alloc(1) }, 'malformed'],
  [
    'whose extensions end too early',
    { flags: UP | UV | ED, trailing: Buffer.from('a161616362', 'hex') },
    'malformed',
  ],
  ['with a list as client data', { clientDataJSON: Buffer.from('[]') }, 'malformed'],
  ['with a byte order mark', { clientDataJSON: Buffer.from('\ufeff{}') }, 'malformed'],
])('a login %s is rejected, although it is signed', async (_what, changes, problem) => {
  expect(await assert(changes)).toEqual({ problem });
});

describe('The backup flags', () => {
  test.each([BE, BE | BS])('%d of a passkey that may be synced are returned', async (flags) => {
    const used = await assert({ flags: UP | UV | flags }, { backupEligible: true });

    expect(used).toEqual({ counter: 1, backedUp: (flags & BS) !== 0 });
  });

  test('of a passkey that may be synced do not change', async () => {
    expect(await assert({}, { backupEligible: true })).toEqual({ problem: 'backup' });
  });
});

describe('The counter', () => {
  test.each([
    [0, 0, true],
    [0, 1, true],
    [1, 2, true],
    [1, 4_294_967_295, true],
    [1, 1, false],
    [1, 0, false],
    [4_294_967_295, 1, false],
  ])('after %d may be %d: %s', async (stored, counter, isAccepted) => {
    const result = await assert({ counter }, { counter: stored });

    expect(result).toEqual(isAccepted ? { counter, backedUp: false } : { problem: 'counter' });
  });

  test('is not reported as the problem of an unsigned login', async () => {
    const { response } = authenticator.assert(EXPECTED, { counter: 3 });
    const forged = withResponse(authenticator.assert(EXPECTED, { counter: 2 }), {
      signature: response.signature,
    });

    expect(await verify(forged, { counter: 9 })).toEqual({ problem: 'signature' });
  });
});

describe('The user handle', () => {
  const withHandle = (userHandle: unknown) =>
    verify(withResponse(authenticator.assert(EXPECTED), { userHandle: userHandle as string }));

  test.each([
    ['the id of the owner', Buffer.from(OWNER).toString('base64url')],
    ['null', null],
    ['missing', undefined],
  ])('is accepted if it is %s', async (_what, userHandle) => {
    expect(await withHandle(userHandle)).toEqual({ counter: 1, backedUp: false });
  });

  test.each([
    ['the id of another user', Buffer.from('us_9').toString('base64url'), 'owner'],
    ['the start of the id', Buffer.from('us_').toString('base64url'), 'owner'],
    ['empty', '', 'owner'],
    ['a padded text', `${Buffer.from(OWNER).toString('base64url')}=`, 'malformed'],
    ['no text', 7, 'malformed'],
  ])('is rejected if it is %s', async (_what, userHandle, problem) => {
    expect(await withHandle(userHandle)).toEqual({ problem });
  });
});

describe('The signature', () => {
  const response = authenticator.assert(EXPECTED);
  const der = Buffer.from(response.response.signature, 'base64url');
  const withSignature = (bytes: Buffer) =>
    verify(withResponse(response, { signature: bytes.toString('base64url') }));
  /** Returns a signature whose first integer has a superfluous leading zero. */
  const withLeadingZero = (bytes: Uint8Array) => {
    const length = bytes[3] ?? 0;
    const first = Buffer.concat([Buffer.from([2, length + 1, 0]), bytes.subarray(4, 4 + length)]);
    const rest = Buffer.concat([first, bytes.subarray(4 + length)]);
    return Buffer.concat([Buffer.from([0x30, rest.length]), rest]);
  };

  test('of the passkey is accepted', async () => {
    expect(await withSignature(der)).toEqual({ counter: 1, backedUp: false });
  });

  test.each<[string, Buffer]>([
    ['of another passkey', createAuthenticator(-7).sign(Buffer.from('x'))],
    ['of no bytes', Buffer.alloc(0)],
    ['of one byte', Buffer.from([0x30])],
    ['with bytes after it', Buffer.concat([der, Buffer.alloc(1)])],
    ['without its last byte', der.subarray(0, -1)],
    ['with a length in two bytes', Buffer.concat([Buffer.from([0x30, 0x81]), der.subarray(1)])],
    ['with a leading zero', withLeadingZero(der)],
    ['in the fixed form of JWS', Buffer.alloc(64, 1)],
    ['of two zeros', Buffer.from('3006020100020100', 'hex')],
    ['of a negative integer', Buffer.from('3006020181020101', 'hex')],
    ['of integers without bytes', Buffer.from('300402000200', 'hex')],
  ])('%s is rejected', async (_what, bytes) => {
    expect(await withSignature(bytes)).toEqual({ problem: 'signature' });
  });

  test('of a correct login of another passkey is rejected', async () => {
    const other = createAuthenticator(-7, authenticator.id).assert(EXPECTED);

    expect(await verify(other)).toEqual({ problem: 'signature' });
  });
});

test.each<[string, (response: AssertionResponse) => unknown]>([
  ['without its members', () => ({})],
  ['of another type', (one) => ({ ...one, type: 'password' })],
  ['whose id and rawId differ', (one) => ({ ...one, rawId: 'AAAA' })],
  ['with the id of another passkey', (one) => ({ ...one, id: 'AAAA', rawId: 'AAAA' })],
  [
    'with padding',
    (one) => withResponse(one, { clientDataJSON: `${one.response.clientDataJSON}=` }),
  ],
  ['with a huge text', (one) => withResponse(one, { signature: 'A'.repeat(1_000_000) })],
  ['with short authenticator data', (one) => withResponse(one, { authenticatorData: 'AAAA' })],
])('a login %s is rejected', async (_what, change) => {
  const changed = change(authenticator.assert(EXPECTED)) as AssertionResponse;

  expect(await verify(changed)).toEqual({ problem: 'malformed' });
});

test('a stored key that is damaged rejects every login', async () => {
  expect(await assert({}, { publicKey: Buffer.from('a0', 'hex') })).toEqual({
    problem: 'algorithm',
  });
});

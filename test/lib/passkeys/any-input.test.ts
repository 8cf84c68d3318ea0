import { randomBytes } from 'node:crypto';
import { encodeCBOR } from '@levischuck/tiny-cbor';
import fc from 'fast-check';
import {
  type AssertionResponse,
  type RegistrationResponse,
  verifyAssertion,
  verifyRegistration,
} from '../../../assets/passkeys.private';
import { anyCharacter } from '../../support/guard/any-character';
import { createAuthenticator } from '../../support/passkeys/authenticator';
import { storedPasskey, withResponse } from '../../support/passkeys/ceremonies';

// Whatever a caller sends is rejected with a problem: nothing throws, and nothing random is a passkey.

const EXPECTED = {
  challenge: randomBytes(32).toString('base64url'),
  origin: 'https://service.example',
  rpId: 'service.example',
};
const authenticator = createAuthenticator(-8);
const registration = authenticator.register(EXPECTED);
const assertion = authenticator.assert(EXPECTED);
const REJECTED = { problem: expect.any(String) };

const encoded = fc
  .uint8Array({ maxLength: 300 })
  .map((one) => Buffer.from(one).toString('base64url'));
const anything = fc.oneof(fc.string({ unit: anyCharacter }), encoded, fc.anything());

async function expectRejected(response: AssertionResponse) {
  const passkey = storedPasskey(await verifyRegistration(registration, EXPECTED), 'us_1');
  expect(await verifyAssertion(response, EXPECTED, passkey)).toEqual(REJECTED);
}

test.each(['id', 'rawId', 'type', 'response'])('no other %s is accepted', async (member) => {
  const check = fc.asyncProperty(anything, async (value) => {
    const changed = { ...registration, [member]: value } as RegistrationResponse;
    expect(await verifyRegistration(changed, EXPECTED)).toEqual(REJECTED);
    await expectRejected({ ...assertion, [member]: value } as AssertionResponse);
  });
  await fc.assert(check, { numRuns: 300 });
});

test.each(['clientDataJSON', 'attestationObject'])(
  'a registration with any other %s is rejected',
  async (member) => {
    const check = fc.asyncProperty(anything, async (value) => {
      const changed = withResponse(registration, { [member]: value });
      expect(await verifyRegistration(changed, EXPECTED)).toEqual(REJECTED);
    });
    await fc.assert(check, { numRuns: 500 });
  },
);

test.each(['clientDataJSON', 'authenticatorData', 'signature'])(
  'a login with any other %s is rejected',
  async (member) => {
    const check = fc.asyncProperty(anything, (value) =>
      expectRejected(withResponse(assertion, { [member]: value })),
    );
    await fc.assert(check, { numRuns: 500 });
  },
);

test('any JSON as client data is rejected', async () => {
  const check = fc.asyncProperty(fc.json(), async (text) => {
    const clientDataJSON = Buffer.from(text).toString('base64url');
    const changed = withResponse(registration, { clientDataJSON });
    expect(await verifyRegistration(changed, EXPECTED)).toEqual(REJECTED);
    await expectRejected(withResponse(assertion, { clientDataJSON }));
  });
  await fc.assert(check, { numRuns: 300 });
});

test('any authenticator data in an attestation object is rejected', async () => {
  const data = fc.uint8Array({ maxLength: 400 });
  const check = fc.asyncProperty(data, fc.constantFrom('none', 'packed'), async (authData, fmt) => {
    const header = Buffer.from(
      authenticator.assert(EXPECTED).response.authenticatorData,
      'base64url',
    );
    const members = [new Uint8Array(authData), new Uint8Array([...header, ...authData])];
    for (const member of members) {
      // The flags announce a credential.
      if (member.length > 32) member[32] = 0x45;
      const object = new Map<string, Map<string, number> | Uint8Array | string>([
        ['fmt', fmt],
        ['attStmt', new Map()],
        ['authData', member],
      ]);
      const attestationObject = Buffer.from(encodeCBOR(object)).toString('base64url');
      const changed = withResponse(registration, { attestationObject });
      expect(await verifyRegistration(changed, EXPECTED)).toEqual(REJECTED);
    }
  });
  await fc.assert(check, { numRuns: 500 });
});

test.each([
  ['arrays', '81'],
  ['maps', 'a101'],
  ['tags', 'c1'],
])('deeply nested %s are rejected', async (_what, opening) => {
  const attestationObject = Buffer.from(opening.repeat(3000), 'hex').toString('base64url');

  expect(
    await verifyRegistration(withResponse(registration, { attestationObject }), EXPECTED),
  ).toEqual({ problem: 'malformed' });
});

test('a collection that announces billions of entries is rejected at once', async () => {
  const attestationObject = Buffer.from('9affffffff00', 'hex').toString('base64url');

  expect(
    await verifyRegistration(withResponse(registration, { attestationObject }), EXPECTED),
  ).toEqual({ problem: 'malformed' });
});

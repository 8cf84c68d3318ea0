import {
  type RegistrationResponse,
  type StoredPasskey,
  verifyAssertion,
  verifyRegistration,
} from '../../../assets/passkeys.private';
import {
  type Ceremonies,
  flips,
  RECORDED,
  storedPasskey,
  withResponse,
} from '../../support/passkeys/ceremonies';

// Every bit that is flipped here was changed in what a real browser sent. A changed login is never accepted. A
// registration without attestation is signed by nobody, so some of its values may differ.

const register = ({ registration }: Ceremonies, response = registration.response) =>
  verifyRegistration(response, registration.expected);

const passkeyOf = async (ceremonies: Ceremonies): Promise<StoredPasskey> =>
  storedPasskey(await register(ceremonies), ceremonies.userId);

test('the recorded ceremonies have every algorithm, with and without synchronization', () => {
  const kinds = RECORDED.map(({ algorithm, backupEligible }) => [algorithm, backupEligible]);

  expect(kinds).toEqual(
    [-8, -7, -257].flatMap((one) => [
      [one, false],
      [one, true],
    ]),
  );
});

describe.each(RECORDED.map((one) => [one.name, one] as const))('With %s,', (_name, ceremonies) => {
  const { algorithm, backupEligible, registration, assertions } = ceremonies;

  test('a registration of Chromium is verified', async () => {
    expect(await register(ceremonies)).toMatchObject({
      credentialId: Buffer.from(registration.response.id, 'base64url'),
      algorithm,
      counter: 1,
      backupEligible,
      backedUp: backupEligible,
      aaguid: '01020304-0506-0708-0102-030405060708',
      transports: ['internal'],
    });
  });

  test('each login of Chromium is verified with the counter of the one before', async () => {
    let passkey = await passkeyOf(ceremonies);
    for (const { response, expected } of assertions) {
      const used = await verifyAssertion(response, expected, passkey);
      expect(used).toEqual({ counter: passkey.counter + 1, backedUp: backupEligible });
      passkey = { ...passkey, counter: passkey.counter + 1 };
    }
  });

  test.each(['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'] as const)(
    'a login with a flipped bit in its %s is rejected',
    async (member) => {
      const passkey = await passkeyOf(ceremonies);
      for (const { response, expected } of assertions.slice(0, 1)) {
        for (const { position, bit, text } of flips(response.response[member] ?? '')) {
          const changed = withResponse(response, { [member]: text });
          const result = await verifyAssertion(changed, expected, passkey);
          expect([position, bit, result]).toEqual([position, bit, { problem: expect.any(String) }]);
        }
      }
    },
  );

  test.each(['clientDataJSON', 'attestationObject'] as const)(
    'a registration with a flipped bit in its %s is rejected, except in values that only a signature protects',
    async (member) => {
      const unprotected = UNPROTECTED[member](registration.response, algorithm);
      const accepted: number[] = [];
      for (const { position, text } of flips(registration.response.response[member])) {
        const changed = withResponse(registration.response, { [member]: text });
        const result = await register(ceremonies, changed);
        if (!('problem' in result)) accepted.push(position);
      }
      expect(accepted.filter((position) => !unprotected.has(position))).toEqual([]);
    },
  );
});

type Positions = (response: RegistrationResponse, algorithm: number) => ReadonlySet<number>;

/** The positions of the bytes whose change a registration without attestation cannot show. */
const UNPROTECTED: Readonly<Record<'clientDataJSON' | 'attestationObject', Positions>> = {
  // Unknown members are ignored (WebAuthn Level 3 section 5.8.1), and `crossOrigin` may be missing.
  clientDataJSON({ response }) {
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString();
    const ignored = text.indexOf('"other_keys_can_be_added_here"');
    return new Set([
      ...range(text.indexOf('crossOrigin'), 'crossOrigin'.length),
      ...(ignored < 0 ? [] : range(ignored, text.length - 1 - ignored)),
    ]);
  },
  attestationObject({ response, id }, algorithm) {
    const bytes = Buffer.from(response.attestationObject, 'base64url');
    const credentialId = Buffer.from(id, 'base64url');
    // The credential's id follows its length, the AAGUID, the counter and the flags.
    const flags = bytes.indexOf(credentialId) - 2 - 16 - 4 - 1;
    const key = bytes.indexOf(credentialId) + credentialId.length;
    return new Set([
      // The backup flags and two reserved ones, the counter, and the AAGUID.
      ...range(flags, 1 + 4 + 16),
      ...keyMaterial(algorithm, key),
    ]);
  },
};

/** The positions of the coordinate of Ed25519 and of the modulus of RSA. Most points are not on P-256. */
function keyMaterial(algorithm: number, key: number): readonly number[] {
  if (algorithm === -8) return range(key + 10, 32);
  return algorithm === -257 ? range(key + 11, 256) : [];
}

const range = (start: number, length: number) =>
  Array.from({ length }, (_, index) => start + index);

import { readFileSync } from 'node:fs';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { PasskeyVerifier } from '../../../lib/passkeys/index';
import { loadPart } from '../../../lib/util/load-part';
import '../../support/jest/built-assets';
import {
  type Ceremonies,
  flips,
  RECORDED,
  storedPasskey,
  withResponse,
} from '../../support/passkeys/ceremonies';

// The build omits parts of @simplewebauthn/server. Here, the complete package decides the same cases.

const ASSET = Runtime.getAssets()['/passkeys.js']?.path ?? '';
const built = loadPart<PasskeyVerifier>('passkeys') as PasskeyVerifier;

interface Verdict {
  readonly byAsset: boolean;
  readonly byPackage: boolean;
}

const BITS = [0, 6];
const variants = (text: string) => [text, ...flips(text, BITS).map((one) => one.text)];

async function verdictOf(
  byAsset: Promise<object>,
  byPackage: Promise<{ readonly verified: boolean }>,
): Promise<Verdict> {
  return {
    byAsset: !('problem' in (await byAsset)),
    // The package throws for most responses that it rejects.
    byPackage: await byPackage.then(({ verified }) => verified).catch(() => false),
  };
}

async function registrationVerdicts({ registration }: Ceremonies): Promise<readonly Verdict[]> {
  const { response, expected } = registration;
  const verdicts: Verdict[] = [];
  for (const member of ['clientDataJSON', 'attestationObject'] as const) {
    for (const text of variants(response.response[member])) {
      const changed = withResponse(response, { [member]: text });
      const { transports: _transports, ...inner } = changed.response;
      const byPackage = verifyRegistrationResponse({
        response: { ...changed, response: inner, clientExtensionResults: {} },
        expectedChallenge: expected.challenge,
        expectedOrigin: expected.origin,
        expectedRPID: expected.rpId,
      });
      verdicts.push(await verdictOf(built.verifyRegistration(changed, expected), byPackage));
    }
  }
  return verdicts;
}

async function assertionVerdicts(ceremonies: Ceremonies): Promise<readonly Verdict[]> {
  const { registration, userId, assertions } = ceremonies;
  const result = await built.verifyRegistration(registration.response, registration.expected);
  const passkey = storedPasskey(result, userId);
  const publicKey = new Uint8Array(passkey.publicKey);
  const credential = { id: registration.response.id, publicKey, counter: passkey.counter };
  const verdicts: Verdict[] = [];
  for (const { response, expected } of assertions.slice(0, 1)) {
    for (const member of ['clientDataJSON', 'authenticatorData', 'signature'] as const) {
      for (const text of variants(response.response[member])) {
        const changed = withResponse(response, { [member]: text });
        const { userHandle: _handle, ...inner } = changed.response;
        const byPackage = verifyAuthenticationResponse({
          response: { ...changed, response: inner, clientExtensionResults: {} },
          expectedChallenge: expected.challenge,
          expectedOrigin: expected.origin,
          expectedRPID: expected.rpId,
          credential,
        });
        const byAsset = built.verifyAssertion(changed, expected, passkey);
        verdicts.push(await verdictOf(byAsset, byPackage));
      }
    }
  }
  return verdicts;
}

const cases = RECORDED.map((one) => [one.name, one] as const);

test.each(cases)(
  'with %s, the asset accepts no changed registration that the complete package rejects',
  async (_name, ceremonies) => {
    const verdicts = await registrationVerdicts(ceremonies);

    expect(verdicts.filter(({ byAsset, byPackage }) => byAsset && !byPackage)).toEqual([]);
    expect(verdicts[0]).toEqual({ byAsset: true, byPackage: true });
  },
);

test.each(cases)(
  'with %s, the asset accepts only the unchanged login, and the complete package accepts it, too',
  async (_name, ceremonies) => {
    const verdicts = await assertionVerdicts(ceremonies);

    expect(verdicts.filter(({ byAsset }) => byAsset)).toEqual(
      Array(3).fill({ byAsset: true, byPackage: true }),
    );
  },
);

// Each of these texts is in the complete package.
test.each([
  'X509Certificate',
  'Reflect.defineMetadata',
  'MII',
  'ctsProfileMatch',
  'mds.fidoalliance.org',
])('the asset has nothing that only attestations use, such as %s', (text) => {
  expect(readFileSync(ASSET, 'utf8')).not.toContain(text);
});

import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { requireAuthenticatorData } from './authenticator-data';
import { requireKey } from './cose-key';
import { parseBase64url, parseCredentialId, requireClientData } from './parse-response';
import type {
  AssertionResponse,
  Expected,
  RejectedPasskey,
  StoredPasskey,
  UsedPasskey,
} from './passkeys';
import { catchRejection, requirePasskey } from './rejection';

const ES256 = -7;
const DER = { sequence: 0x30, integer: 0x02, sign: 0x80 };

/**
 * Verifies an assertion (WebAuthn Level 3 section 7.2): the response to options that require user verification. If it has
 * a `userHandle`, this must be the owner's. If it has none, the caller decides whether the owner is known.
 *
 * @returns the state of the passkey after this use, or the problem of the response. It never throws.
 */
export function verifyAssertion(
  response: AssertionResponse,
  expected: Expected,
  passkey: StoredPasskey,
): Promise<UsedPasskey | RejectedPasskey> {
  return catchRejection(async () => {
    const id = parseCredentialId(response);
    const { clientDataJSON, authenticatorData, userHandle } = response.response;
    requirePasskey(id.equals(passkey.credentialId), 'malformed');
    requireClientData(parseBase64url(clientDataJSON), 'webauthn.get', expected);
    const data = requireAuthenticatorData(parseBase64url(authenticatorData), expected.rpId);
    requirePasskey(isOwner(userHandle, passkey), 'owner');
    await requireSignature(response, expected, passkey);
    // A change of these two means that the passkey was copied, which only a signed response can show.
    requirePasskey(data.flags.be === passkey.backupEligible, 'backup');
    requirePasskey(isLater(data.counter, passkey.counter), 'counter');
    return { counter: data.counter, backedUp: data.flags.bs };
  });
}

function isOwner(userHandle: string | null | undefined, { userId }: StoredPasskey): boolean {
  if (userHandle === undefined || userHandle === null) return true;
  return parseBase64url(userHandle).equals(Buffer.from(userId));
}

// Passkeys that are synced have no counter: it is always 0 (section 6.1.1).
function isLater(counter: number, stored: number): boolean {
  return counter > stored || (counter === 0 && stored === 0);
}

/** Throws a rejection unless the library verifies the assertion, too. It leaves the counter to `isLater`. */
async function requireSignature(
  response: AssertionResponse,
  expected: Expected,
  { publicKey }: StoredPasskey,
): Promise<void> {
  const { id, rawId, type } = response;
  const { clientDataJSON, authenticatorData, signature } = response.response;
  const bytes = parseBase64url(signature);
  requirePasskey(requireKey(publicKey) !== ES256 || isDer(bytes), 'signature');
  const result = await verifyAuthenticationResponse({
    response: {
      id,
      rawId,
      type,
      response: { clientDataJSON, authenticatorData, signature },
      clientExtensionResults: {},
    },
    expectedChallenge: expected.challenge,
    expectedOrigin: expected.origin,
    expectedRPID: expected.rpId,
    credential: { id, publicKey: new Uint8Array(publicKey), counter: 0 },
  }).catch(() => undefined);
  requirePasskey(result?.verified === true, 'signature');
}

/** Returns whether an ECDSA signature is two positive integers in the shortest form (X.690 section 8.3, RFC 3279). */
function isDer(bytes: Buffer): boolean {
  const isSequence = bytes[0] === DER.sequence && bytes[1] === bytes.length - 2;
  return isSequence && endOfInteger(bytes, endOfInteger(bytes, 2)) === bytes.length;
}

/** Returns the end of the integer at a position, or -1 if there is none in the shortest form. */
function endOfInteger(bytes: Buffer, start: number): number {
  const [tag, length = 0, first = DER.sign, second = 0] = bytes.subarray(Math.max(start, 0));
  const isPositive = first < DER.sign && length > 0;
  const isShortest = first > 0 || second >= DER.sign;
  return tag === DER.integer && isPositive && isShortest ? start + 2 + length : -1;
}

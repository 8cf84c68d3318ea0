import { decodeCBOR } from '@levischuck/tiny-cbor';
import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { requireAuthenticatorData } from './authenticator-data';
import { requireKey } from './cose-key';
import { parseBase64url, parseCredentialId, requireClientData } from './parse-response';
import type { Expected, NewPasskey, RegistrationResponse, RejectedPasskey } from './passkeys';
import { catchRejection, requirePasskey } from './rejection';

const MAX_ID_LENGTH = 1023;
const TRANSPORTS = ['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal'] as const;

/** The members of the statement in each format (WebAuthn Level 3 sections 8.2 and 8.7). */
const STATEMENTS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['none', []],
  ['packed', ['alg', 'sig']],
]);

/**
 * Verifies a registration (WebAuthn Level 3 section 7.1): the response to options that require user verification,
 * request the attestation `none`, and list the algorithms -8, -7 and -257.
 *
 * @returns the new passkey, or the problem of the response. It never throws.
 */
export function verifyRegistration(
  response: RegistrationResponse,
  expected: Expected,
): Promise<NewPasskey | RejectedPasskey> {
  return catchRejection(async () => {
    const id = parseCredentialId(response);
    const { clientDataJSON, attestationObject, transports = [] } = response.response;
    requireClientData(parseBase64url(clientDataJSON), 'webauthn.create', expected);
    const { data, statement } = parseAttestation(parseBase64url(attestationObject));
    const { flags, counter, ...parsed } = requireAuthenticatorData(data, expected.rpId);
    const { credentialID = new Uint8Array(), credentialPublicKey = new Uint8Array() } = parsed;
    requirePasskey(id.length > 0 && id.length <= MAX_ID_LENGTH, 'malformed');
    requirePasskey(id.equals(credentialID), 'malformed');
    const algorithm = requireKey(credentialPublicKey);
    requirePasskey((statement.get('alg') ?? algorithm) === algorithm, 'algorithm');
    return {
      credentialId: id,
      publicKey: Buffer.from(credentialPublicKey),
      algorithm,
      counter,
      backupEligible: flags.be,
      backedUp: flags.bs,
      aaguid: await requireVerified(response, expected),
      transports: TRANSPORTS.filter((name) => transports.includes(name)),
    };
  });
}

/**
 * Returns the two parts of an attestation object. Throws a rejection unless it has no attestation, or is signed with the
 * passkey's own key. Browsers replace every other attestation if `none` is requested (section 5.1.3).
 */
function parseAttestation(bytes: Buffer) {
  const object: unknown = decodeCBOR(new Uint8Array(bytes));
  requirePasskey(object instanceof Map && object.size === 3, 'malformed');
  const statement: unknown = object.get('attStmt');
  const data: unknown = object.get('authData');
  requirePasskey(statement instanceof Map && data instanceof Uint8Array, 'malformed');
  const members = STATEMENTS.get(object.get('fmt'));
  requirePasskey(members?.length === statement.size, 'malformed');
  requirePasskey(
    members.every((name) => statement.has(name)),
    'malformed',
  );
  return { data: Buffer.from(data), statement };
}

/** Returns the AAGUID of a registration. Throws a rejection unless the library verifies the registration, too. */
async function requireVerified(response: RegistrationResponse, expected: Expected) {
  const { id, rawId, type } = response;
  const { clientDataJSON, attestationObject } = response.response;
  const result = await verifyRegistrationResponse({
    response: {
      id,
      rawId,
      type,
      response: { clientDataJSON, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: expected.challenge,
    expectedOrigin: expected.origin,
    expectedRPID: expected.rpId,
  }).catch(() => undefined);
  requirePasskey(result?.verified === true, 'signature');
  return result.registrationInfo.aaguid;
}

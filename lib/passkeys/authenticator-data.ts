import { createHash } from 'node:crypto';
import { parseAuthenticatorData } from '@simplewebauthn/server/helpers';
import { requirePasskey } from './rejection';

/** Authenticator data (WebAuthn Level 3 section 6.1), after its structure is checked. */
export type AuthenticatorData = ReturnType<typeof parseAuthenticatorData>;

// The hash of the host, the flags and the counter.
const HEADER_LENGTH = 37;
// The AAGUID and the length of the credential's id.
const CREDENTIAL_HEADER_LENGTH = 18;

/**
 * Parses authenticator data. Throws a rejection if it is for another host, if the user was not verified, or if its
 * backup flags contradict each other: a passkey that may not be synced is not synced (section 6.1.3).
 */
export function requireAuthenticatorData(bytes: Buffer, rpId: string): AuthenticatorData {
  const data = parseAuthenticatorData(new Uint8Array(bytes));
  requirePasskey(withoutRepairs(bytes, data).equals(bytes), 'malformed');
  const host = createHash('sha256').update(rpId).digest();
  requirePasskey(host.equals(data.rpIdHash), 'host');
  requirePasskey(data.flags.up && data.flags.uv, 'user_verification');
  requirePasskey(data.flags.be || !data.flags.bs, 'backup');
  return data;
}

/**
 * Returns the data as its parts encode it. The parser accepts data that ends too early, and repairs the keys of an old
 * Firefox. In both cases these bytes differ from the given ones.
 */
function withoutRepairs(bytes: Buffer, data: AuthenticatorData): Buffer {
  const { credentialID, credentialPublicKey, extensionsDataBuffer } = data;
  const idLength = credentialID === undefined ? 0 : CREDENTIAL_HEADER_LENGTH + credentialID.length;
  return Buffer.concat([
    bytes.subarray(0, HEADER_LENGTH + idLength),
    credentialPublicKey ?? Buffer.alloc(0),
    extensionsDataBuffer ?? Buffer.alloc(0),
  ]);
}

import { isUtf8 } from 'node:buffer';
import type { Expected } from './passkeys';
import { requirePasskey } from './rejection';

/** The longest text of a response. The longest valid one, an attestation object with an RSA key, has about 2,500. */
const MAX_LENGTH = 8192;

/** The members of a credential that both ceremonies have. */
interface Credential {
  readonly id: string;
  readonly rawId: string;
  readonly type: string;
}

/** Returns the id of a credential. Throws a rejection if its members contradict each other. */
export function parseCredentialId({ id, rawId, type }: Credential): Buffer {
  requirePasskey(type === 'public-key' && id === rawId, 'malformed');
  return parseBase64url(id);
}

/**
 * Returns the bytes of a text in base64url. Throws a rejection for any other spelling of the same bytes, such as one
 * with padding or with other trailing bits (RFC 4648 section 3.5).
 */
export function parseBase64url(text: string): Buffer {
  requirePasskey(typeof text === 'string' && text.length <= MAX_LENGTH, 'malformed');
  const bytes = Buffer.from(text, 'base64url');
  requirePasskey(bytes.toString('base64url') === text, 'malformed');
  return bytes;
}

/**
 * Throws a rejection unless the client data (WebAuthn Level 3 section 5.8.1) has this type and the expected challenge
 * and origin. A framed page is rejected, because no page of the service may be framed.
 */
export function requireClientData(bytes: Buffer, type: string, expected: Expected): void {
  requirePasskey(isUtf8(bytes), 'malformed');
  // Any JSON but an object has no type.
  const data: Readonly<Record<string, unknown>> = Object(JSON.parse(bytes.toString()));
  const { type: givenType, challenge, origin, crossOrigin = false, topOrigin } = data;
  requirePasskey(givenType === type, 'malformed');
  requirePasskey(challenge === expected.challenge, 'challenge');
  requirePasskey(origin === expected.origin, 'origin');
  requirePasskey(crossOrigin === false && topOrigin === undefined, 'origin');
}

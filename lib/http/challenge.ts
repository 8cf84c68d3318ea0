/** The realm a challenge names where none is configured: the one of Twilio's own example. */
export const DEFAULT_REALM = 'Authentication Required';

const MAX_REALM_LENGTH = 128;
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

/** Whether a realm can go into a header as it is: 1 to 128 printable ASCII characters. */
export function isRealm(realm: unknown): realm is string {
  return (
    typeof realm === 'string' && realm.length <= MAX_REALM_LENGTH && PRINTABLE_ASCII.test(realm)
  );
}

/**
 * The Basic challenge (RFC 7617 section 2). `charset` asks clients for UTF-8 (section 2.1).
 *
 * @example basicChallenge('Staff') // 'Basic realm="Staff", charset="UTF-8"'
 */
export function basicChallenge(realm: string): string {
  const quoted = realm.replace(/["\\]/g, '\\$&');
  return `Basic realm="${quoted}", charset="UTF-8"`;
}

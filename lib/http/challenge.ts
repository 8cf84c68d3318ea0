/** The default realm of a challenge, taken from Twilio's own example. */
export const DEFAULT_REALM = 'Authentication Required';

const MAX_REALM_LENGTH = 128;
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

// A text that a header can contain unencoded.
function isRealm(realm: unknown): realm is string {
  return (
    typeof realm === 'string' && realm.length <= MAX_REALM_LENGTH && PRINTABLE_ASCII.test(realm)
  );
}

/** Returns the problems of a realm. `name` is the option or variable that contains it. */
export function realmProblems(realm: unknown, name = 'realm'): readonly string[] {
  return isRealm(realm)
    ? []
    : [`${name} must be 1 to ${MAX_REALM_LENGTH} printable ASCII characters`];
}

/**
 * Returns the Basic challenge (RFC 7617 section 2). `charset` makes clients use UTF-8 (section 2.1).
 *
 * @example basicChallenge('Staff') // 'Basic realm="Staff", charset="UTF-8"'
 */
export function basicChallenge(realm: string): string {
  return `Basic realm="${escaped(realm)}", charset="UTF-8"`;
}

/** The error codes of a Bearer challenge (RFC 6750 section 3.1). */
export type BearerError = 'invalid_request' | 'invalid_token' | 'insufficient_scope';

/** Returns the Bearer challenge (RFC 6750 section 3). It has no error if the request had no token. */
export function bearerChallenge(realm: string, error?: BearerError): string {
  const challenge = `Bearer realm="${escaped(realm)}"`;
  return error === undefined ? challenge : `${challenge}, error="${error}"`;
}

/** Adds the required scopes to a Bearer challenge. Returns `undefined` for other challenges. */
export function insufficientScope(
  challenge: string | undefined,
  scopes: readonly string[],
): string | undefined {
  if (!challenge?.startsWith('Bearer ')) return undefined;
  return `${challenge}, error="insufficient_scope", scope="${scopes.join(' ')}"`;
}

/** Returns the challenge for an API key in a separate header. No standard defines a scheme for it. */
export function keyChallenge(realm: string, header: string): string {
  return `ApiKey realm="${escaped(realm)}", header="${header}"`;
}

/** The error codes of a Session challenge. */
export type SessionError = 'session_incomplete' | 'step_up_required' | 'address_refused';

/**
 * Returns the challenge for a session cookie. A 401 requires a challenge (RFC 9110 section 15.5.2), and
 * no standard defines a scheme for cookies. For an unknown scheme, browsers show the page and no prompt.
 */
export function sessionChallenge(realm: string, error?: SessionError): string {
  const challenge = `Session realm="${escaped(realm)}"`;
  return error === undefined ? challenge : `${challenge}, error="${error}"`;
}

/** Adds to a challenge that the caller's address is not allowed. Other credentials would not help. */
export function addressRefused(challenge: string): string {
  return `${challenge}, error="address_refused"`;
}

/** Adds to a challenge which other type of credential was presented, and where it is accepted. */
export function wrongCredentialType(challenge: string, description: string): string {
  return `${challenge}, error="invalid_token", error_description="${description}"`;
}

/** Joins challenges into one header, Basic first (docs/adr/0010-single-challenge-header.md). */
export function joinChallenges(challenges: readonly string[]): string {
  if (challenges.length === 1) return challenges[0] as string;
  const rank = (challenge: string) => (challenge.startsWith('Basic ') ? 0 : 1);
  return [...challenges].sort((one, other) => rank(one) - rank(other)).join(', ');
}

function escaped(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}

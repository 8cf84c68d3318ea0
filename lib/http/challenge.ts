/** The realm a challenge names where none is configured: the one of Twilio's own example. */
export const DEFAULT_REALM = 'Authentication Required';

const MAX_REALM_LENGTH = 128;
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

// What can go into a header as it is.
function isRealm(realm: unknown): realm is string {
  return (
    typeof realm === 'string' && realm.length <= MAX_REALM_LENGTH && PRINTABLE_ASCII.test(realm)
  );
}

/** What is wrong with a realm, if anything. `name` is the option or variable that it is from. */
export function realmProblems(realm: unknown, name = 'realm'): readonly string[] {
  return isRealm(realm)
    ? []
    : [`${name} is not 1 to ${MAX_REALM_LENGTH} printable ASCII characters`];
}

/**
 * The Basic challenge (RFC 7617 section 2). `charset` asks clients for UTF-8 (section 2.1).
 *
 * @example basicChallenge('Staff') // 'Basic realm="Staff", charset="UTF-8"'
 */
export function basicChallenge(realm: string): string {
  return `Basic realm="${escaped(realm)}", charset="UTF-8"`;
}

/** Why a bearer token did not count (RFC 6750 section 3.1). */
export type BearerError = 'invalid_request' | 'invalid_token' | 'insufficient_scope';

/** The Bearer challenge (RFC 6750 section 3). It takes no error where no token was sent. */
export function bearerChallenge(realm: string, error?: BearerError): string {
  const challenge = `Bearer realm="${escaped(realm)}"`;
  return error === undefined ? challenge : `${challenge}, error="${error}"`;
}

/** A Bearer challenge that names the scopes that are needed; `undefined` for other challenges. */
export function insufficientScope(
  challenge: string | undefined,
  scopes: readonly string[],
): string | undefined {
  if (!challenge?.startsWith('Bearer ')) return undefined;
  return `${challenge}, error="insufficient_scope", scope="${scopes.join(' ')}"`;
}

/** A challenge for a token in a header field of its own: no standard has a scheme for that. */
export function keyChallenge(realm: string, header: string): string {
  return `ApiKey realm="${escaped(realm)}", header="${header}"`;
}

/** Why a session did not count. */
export type SessionError = 'session_incomplete' | 'step_up_required';

/**
 * A challenge for a session's cookie. A 401 has to have one (RFC 9110 section 15.5.2), and no standard
 * has a scheme for cookies. Browsers show no prompt for a scheme that they do not know, but the page.
 */
export function sessionChallenge(realm: string, error?: SessionError): string {
  const challenge = `Session realm="${escaped(realm)}"`;
  return error === undefined ? challenge : `${challenge}, error="${error}"`;
}

/** A challenge that says which other kind of credential was presented, and where that belongs. */
export function wrongCredentialType(challenge: string, description: string): string {
  return `${challenge}, error="invalid_token", error_description="${description}"`;
}

/** One field value for several challenges, Basic first (docs/adr/0010-single-challenge-header.md). */
export function joinChallenges(challenges: readonly string[]): string {
  if (challenges.length === 1) return challenges[0] as string;
  const rank = (challenge: string) => (challenge.startsWith('Basic ') ? 0 : 1);
  return [...challenges].sort((one, other) => rank(one) - rank(other)).join(', ');
}

function escaped(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}

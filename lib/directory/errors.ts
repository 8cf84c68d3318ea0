/** Everything that an operation can refuse, with the status and the text that callers see. */
export const ERRORS = {
  INPUT_INVALID: { status: 400, message: 'The input is not of the form that this takes.' },
  INPUT_MISPLACED: {
    status: 400,
    message: 'The input belongs in the body, as JSON, not in the query.',
  },
  CONTENT_TYPE_INVALID: {
    status: 415,
    message: 'The body must be JSON, sent as application/json.',
  },
  ORIGIN_INVALID: { status: 403, message: "The request's Origin is not this service's own." },
  CREDENTIALS_INVALID: { status: 401, message: 'The e-mail address or the password is wrong.' },
  PASSWORD_INVALID: { status: 403, message: 'The password is wrong.' },
  CODE_INVALID: { status: 403, message: 'The code is wrong, or was used before.' },
  CHALLENGE_EXPIRED: { status: 401, message: 'Too many wrong codes, or too late. Log in again.' },
  SESSION_EXPIRED: { status: 401, message: 'The session is over. Log in again.' },
  STEP_UP_REQUIRED: { status: 403, message: 'Show that it is you first: session/step-up.' },
  SECOND_FACTOR_REQUIRED: {
    status: 403,
    message: 'You have a second factor: the password is not enough.',
  },
  THROTTLED: { status: 429, message: 'Too many attempts. Wait, and try again.' },
  OVERLOADED: { status: 429, message: 'Too many passwords are being checked. Try again.' },
  LINK_INVALID: { status: 400, message: 'The link is wrong, was used before, or is too old.' },
  PASSWORD_TOO_SHORT: { status: 422, message: 'The password is too short.' },
  PASSWORD_TOO_LONG: { status: 422, message: 'The password is too long.' },
  PASSWORD_COMMON: { status: 422, message: 'The password is one of those that are guessed first.' },
  PASSWORD_CONTAINS_PERSONAL_DATA: {
    status: 422,
    message: 'Too little of the password is left without your name, your address and the service.',
  },
  PASSWORD_INVALID_CHARACTERS: {
    status: 422,
    message: 'The password has characters that cannot be used.',
  },
  EMAIL_INVALID: { status: 422, message: 'That is not an e-mail address.' },
  SIGN_UP_CLOSED: { status: 403, message: 'Sign-up is by invitation only.' },
  EMAIL_EXISTS: {
    status: 409,
    message: 'There is a user with that e-mail address already. Log in first.',
  },
  EMAIL_MISMATCH: { status: 403, message: 'The invitation is for another e-mail address.' },
  ACCOUNT_CHANGED: {
    status: 409,
    message: 'The caller is in another account than accountId names. Nothing was changed.',
  },
  ACCOUNT_UNAVAILABLE: { status: 403, message: 'You are not an active member of that account.' },
  MFA_ENABLED: { status: 409, message: 'A second factor is enabled already.' },
  MFA_NOT_ENABLED: { status: 409, message: 'No second factor is enabled.' },
  MFA_NOT_ENROLLED: { status: 409, message: 'Begin the enrolment first.' },
  MFA_REQUIRED: { status: 403, message: 'The account requires a second factor.' },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this.' },
  ADMINISTRATORS_ONLY: {
    status: 403,
    message: 'Only administrators may do this to an administrator.',
  },
  PRIVILEGE_ESCALATION: {
    status: 403,
    message: 'Nobody gives others more than they have themselves.',
  },
  ROLES_INVALID: {
    status: 422,
    message: 'Inviting and managing need the developer role read-write.',
  },
  LAST_ADMINISTRATOR: {
    status: 409,
    message: 'An account keeps at least one active administrator.',
  },
  MEMBER_EXISTS: { status: 409, message: 'That user is a member already.' },
  INVITATION_EXISTS: { status: 409, message: 'There is an open invitation for that address.' },
  NAME_EXISTS: { status: 409, message: 'There is one of that name already.' },
  NAME_INVALID: {
    status: 422,
    message: 'The name is empty, too long, or has characters that cannot be used.',
  },
  NAME_RESERVED: {
    status: 422,
    message: 'The name reads as an email address, an id or another caller. Choose another one.',
  },
  NOT_FOUND: { status: 404, message: 'There is no such thing in this account.' },
  OWNER_INVALID: { status: 422, message: 'The owner must be one active member or service user.' },
  PUBLIC_KEY_INVALID: { status: 422, message: 'That is not a public key that can be used.' },
  KEY_UNPROVEN: {
    status: 422,
    message: 'The key has to sign a challenge of token/ssh for this account.',
  },
  KEY_EXISTS: { status: 409, message: 'The account has that public key already.' },
  EXPIRY_INVALID: {
    status: 422,
    message: 'The expiry must be in the future, and not after that of the key that you call with.',
  },
  ROTATION_UNDERWAY: {
    status: 409,
    message: 'Two secrets of it work. Say which one to keep: "keep": "current" or "previous".',
  },
  ACCOUNT_AMBIGUOUS: { status: 409, message: 'The key is in several accounts. Name the account.' },
  SIGNATURE_INVALID: { status: 401, message: 'The signature does not count.' },
  LIMIT_REACHED: { status: 409, message: 'There are too many of these already.' },
  MAIL_FAILED: { status: 503, message: 'The mail could not be sent. Try again.' },
  NOT_CONFIGURED: { status: 500, message: 'The directory is not configured.' },
  UNAVAILABLE: { status: 503, message: 'The directory is not available. Try again.' },
  INTERNAL: { status: 500, message: 'Something went wrong here.' },
} as const satisfies Readonly<
  Record<string, { readonly status: number; readonly message: string }>
>;

/** Why an operation was refused. Stable: programs may switch on it. */
export type ErrorCode = keyof typeof ERRORS;

/** What an error says beside its code. No secrets: callers see it. */
export interface ErrorDetails {
  /** What is wrong with the input, by name. */
  readonly problems?: readonly string[];
  readonly retryAfterSeconds?: number;
}

/**
 * An operation was refused, and has changed nothing. With `UNAVAILABLE`, that is not certain where the
 * connection was lost just as the database was told to commit.
 */
export class DirectoryError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(ERRORS[code].message);
    this.name = 'DirectoryError';
    this.code = code;
    this.details = details;
  }
}

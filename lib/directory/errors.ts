import { SSO_ERRORS } from './sso-errors';

/** Every error of an operation, with the HTTP status and the message that callers see. */
export const ERRORS = {
  INPUT_INVALID: {
    status: 400,
    message: 'The input is not valid. Correct the inputs that problems lists.',
  },
  INPUT_MISPLACED: {
    status: 400,
    message: 'The input must be in the JSON body, not in the query.',
  },
  CONTENT_TYPE_INVALID: {
    status: 415,
    message: 'The body must be JSON, sent as application/json.',
  },
  ORIGIN_INVALID: { status: 403, message: "The Origin header must be this service's own origin." },
  CREDENTIALS_INVALID: { status: 401, message: 'The email address or the password is wrong.' },
  PASSWORD_INVALID: { status: 403, message: 'The password is wrong.' },
  CODE_INVALID: { status: 403, message: 'The code is wrong or was used before. Enter a new code.' },
  CHALLENGE_EXPIRED: {
    status: 401,
    message: 'The login has expired or had too many wrong codes. Log in again.',
  },
  SESSION_EXPIRED: { status: 401, message: 'The session has ended. Log in again.' },
  STEP_UP_REQUIRED: { status: 403, message: 'Confirm your identity with session/step-up first.' },
  SECOND_FACTOR_REQUIRED: {
    status: 403,
    message: 'A code of your second factor is required.',
  },
  THROTTLED: {
    status: 429,
    message: 'There were too many attempts. Try again after the time in Retry-After.',
  },
  OVERLOADED: {
    status: 429,
    message: 'The service is checking too many passwords. Try again after the time in Retry-After.',
  },
  LINK_INVALID: {
    status: 400,
    message: 'The link is wrong, was used before or has expired. Request a new link.',
  },
  PASSWORD_TOO_SHORT: { status: 422, message: 'The password must have at least 15 characters.' },
  PASSWORD_TOO_LONG: { status: 422, message: 'The password must have at most 128 characters.' },
  PASSWORD_COMMON: { status: 422, message: 'The password is too common. Choose another password.' },
  PASSWORD_CONTAINS_PERSONAL_DATA: {
    status: 422,
    message:
      "The password must not consist mainly of your name, your email address or the service's name.",
  },
  PASSWORD_INVALID_CHARACTERS: {
    status: 422,
    message: 'The password must not contain control characters.',
  },
  PASSWORD_NOT_SET: { status: 409, message: 'The user has no password.' },
  EMAIL_INVALID: { status: 422, message: 'The email address is not valid.' },
  SIGN_UP_CLOSED: { status: 403, message: 'Sign-up requires an invitation.' },
  EMAIL_EXISTS: {
    status: 409,
    message: 'A user with this email address already exists. Log in first.',
  },
  EMAIL_MISMATCH: {
    status: 403,
    message: 'The link is for another email address. Use the address that received it.',
  },
  ACCOUNT_CHANGED: {
    status: 409,
    message: 'The caller is in another account than accountId. Nothing was changed.',
  },
  ACCOUNT_UNAVAILABLE: { status: 403, message: 'You must be an active member of the account.' },
  PASSKEY_INVALID: { status: 401, message: 'The passkey was not accepted. Try again.' },
  PASSKEY_UNKNOWN: {
    status: 401,
    message: 'The passkey was deleted or is not of this service. Use another one.',
  },
  PASSKEY_EXISTS: { status: 409, message: 'The passkey already exists.' },
  ...SSO_ERRORS,
  PHONE_DISABLED: {
    status: 409,
    message: 'This service sends no codes by phone. Use another second factor or a recovery code.',
  },
  PHONE_INVALID: {
    status: 422,
    message:
      'The phone number must begin with + and its country code, and receive codes by this channel.',
  },
  PHONE_NOT_SET: { status: 409, message: 'A phone number must be added first.' },
  PHONE_CODE_EXPIRED: {
    status: 403,
    message: 'There were too many wrong codes. Request a new code after ten minutes.',
  },
  ADDRESS_REFUSED: { status: 403, message: 'The account does not allow your IP address.' },
  ADDRESS_LOCKS_OUT: {
    status: 409,
    message: 'Your own IP address is not in the list, so you would lock yourself out.',
  },
  EDGE_REQUIRED: {
    status: 409,
    message: 'This requires an edge in front of the service, and a call through it.',
  },
  CIDR_INVALID: { status: 422, message: 'The list has a text that is not a block of addresses.' },
  CIDR_BITS_MISSING: { status: 422, message: 'A block must have its number of bits.' },
  CIDR_NOT_LOWEST: { status: 422, message: 'A block must begin with its lowest address.' },
  CIDR_EXISTS: { status: 422, message: 'The list has a block twice.' },
  CIDR_EVERYWHERE: {
    status: 422,
    message: 'The list contains every address. Set everywhere to true if you mean it.',
  },
  MFA_ENABLED: { status: 409, message: 'A second factor is already enabled.' },
  MFA_NOT_ENABLED: { status: 409, message: 'A second factor must be enabled first.' },
  MFA_NOT_ENROLLED: { status: 409, message: 'MFA enrollment must be started first.' },
  MFA_REQUIRED: {
    status: 403,
    message: 'The account requires a second factor, so it must stay enabled.',
  },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this action.' },
  ADMINISTRATORS_ONLY: {
    status: 403,
    message: 'Only an administrator may change an administrator.',
  },
  PRIVILEGE_ESCALATION: {
    status: 403,
    message: 'You must not grant roles that you do not have.',
  },
  ROLES_INVALID: {
    status: 422,
    message: 'Members who invite or manage others must have the developer role read-write.',
  },
  ONLY_MEMBER: {
    status: 409,
    message: 'You are the only member of an account. Send closeAccounts to close it, too.',
  },
  LAST_ADMINISTRATOR: {
    status: 409,
    message: 'The account must keep at least one active administrator.',
  },
  MEMBER_EXISTS: { status: 409, message: 'The user is already a member of the account.' },
  INVITATION_EXISTS: {
    status: 409,
    message: 'An open invitation for this address already exists.',
  },
  NAME_EXISTS: { status: 409, message: 'The name is already in use. Choose another name.' },
  NAME_INVALID: {
    status: 422,
    message:
      "The name must have 1 to 100 characters and no control characters. A service user's name must have no colon.",
  },
  NAME_RESERVED: {
    status: 422,
    message: 'The name must not look like an email address, an id or another type of caller.',
  },
  NOT_FOUND: { status: 404, message: 'The object does not exist in this account.' },
  OWNER_INVALID: { status: 422, message: 'The owner must be an active member or service user.' },
  PUBLIC_KEY_INVALID: { status: 422, message: 'The public key is not valid or not supported.' },
  KEY_UNPROVEN: {
    status: 422,
    message: 'The key must sign a challenge from token/ssh for this account.',
  },
  KEY_EXISTS: { status: 409, message: 'The public key already exists in this account.' },
  EXPIRY_INVALID: {
    status: 422,
    message:
      'The expiry must be in the future and not later than the expiry of the credential in use.',
  },
  ROTATION_UNDERWAY: {
    status: 409,
    message: 'Two secrets are valid. Set "keep" to "current" or "previous".',
  },
  ACCOUNT_AMBIGUOUS: {
    status: 409,
    message: 'The key is in several accounts. Set account to one of them.',
  },
  SIGNATURE_INVALID: { status: 401, message: 'The signature is not valid. Sign a new challenge.' },
  LIMIT_REACHED: {
    status: 409,
    message: 'The limit for this type of object has been reached. Delete one first.',
  },
  MAIL_FAILED: { status: 503, message: 'The email could not be sent. Try again.' },
  NOT_CONFIGURED: {
    status: 500,
    message: "The directory is not configured. The service's log names the variables.",
  },
  UNAVAILABLE: { status: 503, message: 'The directory is unavailable. Try again.' },
  INTERNAL: {
    status: 500,
    message: "An internal error occurred. The service's log has the details under the requestId.",
  },
} as const satisfies Readonly<
  Record<string, { readonly status: number; readonly message: string }>
>;

/** The reason why an operation was refused. Codes are stable, so programs can rely on them. */
export type ErrorCode = keyof typeof ERRORS;

/** Details of an error. Callers see them, so they contain no secrets. */
export interface ErrorDetails {
  /** Problems of the input, each with the input's name. */
  readonly problems?: readonly string[];
  /** The accounts that prevent the operation. */
  readonly accounts?: readonly { readonly id: string; readonly name: string }[];
  readonly retryAfterSeconds?: number;
}

/**
 * A refusal of an operation that has changed nothing. With `UNAVAILABLE` the change may have been made, if
 * the connection was lost during the commit.
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

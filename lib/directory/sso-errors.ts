/** The errors of single sign-on, as a part of `ERRORS`. */
export const SSO_ERRORS = {
  IDENTITY_PROVIDER_INVALID: {
    status: 422,
    message: 'The identity provider cannot be used with these settings.',
  },
  IDENTITY_PROVIDER_UNAVAILABLE: {
    status: 503,
    message: 'The identity provider is unavailable. Try again.',
  },
  IDENTITY_PROVIDER_IN_USE: {
    status: 409,
    message:
      'You logged in with this identity provider, or it is the last one and single sign-on is required.',
  },
  SSO_ATTEMPT_INVALID: {
    status: 400,
    message: 'The login has expired, was used before, or began in another browser. Log in again.',
  },
  SSO_REFUSED: { status: 403, message: 'The identity provider did not confirm the login.' },
  SSO_RESPONSE_INVALID: {
    status: 400,
    message: "The identity provider's answer is not valid. The audit log has the reason.",
  },
  EMAIL_UNVERIFIED: {
    status: 403,
    message: 'The identity provider sent no verified email address.',
  },
  DOMAIN_UNVERIFIED: {
    status: 403,
    message: 'The account must verify the domain of the email address first.',
  },
  IDENTITY_MISMATCH: {
    status: 403,
    message:
      'The identity provider confirmed another user. Log in there as the user of this session.',
  },
  STEP_UP_STALE: {
    status: 403,
    message: 'The identity provider did not authenticate you again. Log in again.',
  },
  STEP_UP_UNAVAILABLE: {
    status: 409,
    message:
      'The session has no identity provider that can authenticate you again. Use session/step-up, or log in again.',
  },
  LAST_LOGIN_WAY: {
    status: 409,
    message: 'It is your only way to log in. Add another one first.',
  },
  IDENTITY_EXISTS: { status: 409, message: 'Another user has linked this identity.' },
  DOMAIN_EXISTS: { status: 409, message: 'The domain already exists in an account.' },
  DOMAIN_INVALID: {
    status: 422,
    message: 'The domain is not valid, or belongs to a public mail provider.',
  },
  DOMAIN_RECORD_MISSING: {
    status: 409,
    message: 'The DNS record was not found. Add it, wait until it is published, and try again.',
  },
  SSO_REQUIRED: { status: 403, message: 'The account requires single sign-on.' },
  SSO_LOGIN_REQUIRED: {
    status: 403,
    message: 'Log in with an active identity provider of the account first.',
  },
  BREAK_GLASS_REQUIRED: {
    status: 409,
    message: 'Name another administrator first who can log in without single sign-on.',
  },
  BREAK_GLASS_INVALID: {
    status: 422,
    message:
      'A break-glass member must be an active administrator with a password and a second factor.',
  },
  MANAGED_BY_IDENTITY_PROVIDER: {
    status: 409,
    message: 'The identity provider of the account manages this. Change it there.',
  },
  OWN_LOGIN_REQUIRED: {
    status: 403,
    message: 'Log in with your own password or passkey first.',
  },
} as const;

/** The texts of the codes that only a login with an identity provider gets. */
export const ssoErrors = {
  SSO_ATTEMPT_INVALID: 'This login has expired or began in another browser. Log in again.',
  SSO_REFUSED: 'The identity provider did not confirm the login.',
  SSO_RESPONSE_INVALID:
    "The identity provider's answer was not accepted. An administrator finds the reason in the activity.",
  EMAIL_UNVERIFIED: 'The identity provider has not verified your email address.',
  DOMAIN_UNVERIFIED: 'The account has not verified the domain of your email address.',
  IDENTITY_MISMATCH: 'You logged in at the identity provider as someone else.',
  IDENTITY_EXISTS: 'Another user has linked this identity.',
};

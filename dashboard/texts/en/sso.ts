/** Texts of a login with an identity provider. */
export const sso = {
  why: 'Enter your work email address. You log in at your company’s identity provider.',
  submit: 'Continue',
  pending: 'Opening…',
  choose: 'Choose an identity provider',
  chooseWhy: (email: string) => `For ${email}.`,
  continueWith: (provider: string) => `Continue with ${provider}`,
  otherEmail: 'Use another email address',
  none: 'No single sign-on here',
  noneWhy: (domain: string) =>
    `Single sign-on is not set up for ${domain}. Log in with your password or a passkey.`,
  toPassword: 'Log in with a password',
  gone: 'This identity provider is no longer active. Enter your email address again.',
  finishing: 'Logging you in…',
  failed: 'Single sign-on failed',
  back: 'Back',
  finished: {
    stepUp: 'You confirmed that it is you. You can go on.',
    linked: 'The identity is linked. You can log in with it.',
  },
  required: 'Your account requires single sign-on.',
  reason: 'See the reason in the audit log',
  denied: 'The identity provider refused the login, or you canceled it there.',
  loggedOut: {
    title: 'You are logged out',
    why: 'You may still be logged in at your identity provider, so that the next login needs no password.',
    there: (host: string) => `Log out at ${host}, too`,
    again: 'Back to the login',
  },
};

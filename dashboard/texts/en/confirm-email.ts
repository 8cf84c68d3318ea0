/** Texts of the link that confirms a new email address. */
export const confirmEmail = {
  title: 'Confirm your new email address',
  why: (email: string) =>
    `It replaces ${email}. You then log in with the new address, and your other sessions end.`,
  submit: 'Confirm the address',
  logInWhy: 'Log in with your current email address first.',
  toProfile: 'Go to your profile',
  done: (email: string) => `You log in with ${email} from now on.`,
  invalid:
    'This link was used before, has expired, or was requested by another user. Request a new one.',
  exists: 'Another user has this email address now. Choose a different one.',
};

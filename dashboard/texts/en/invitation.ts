/** Texts of the link of an invitation. */
export const invitation = {
  title: (account: string) => `Join ${account}`,
  by: (name: string, account: string) => `${name} invited you to ${account}.`,
  byNobody: (account: string) => `You are invited to ${account}.`,
  untilWords: 'The invitation expires',
  roles: 'Your roles',
  mfaRequired: 'This account requires a second factor. You set it up next.',
  join: 'Join',
  accept: 'Accept the invitation',
  joined: (account: string) =>
    `You are a member of ${account} now. Log in there with your own password or passkey.`,
  ownLogin: 'First add a passkey under Security.',
  logIn: 'Log in to accept',
  mismatch: (wanted: string, own: string) =>
    `This invitation is for ${wanted}. You are logged in as ${own}.`,
  invalid: 'Ask for a new invitation.',
};

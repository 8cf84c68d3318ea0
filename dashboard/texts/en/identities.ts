/** Texts of the identities at providers. */
export const identities = {
  title: 'Identity providers',
  why: 'A linked provider logs you in without your password.',
  linked: 'linked',
  lastUsed: 'last used:',
  link: (provider: string) => `Link ${provider}`,
  unlink: 'Unlink',
  unlinkOf: (provider: string) => `Unlink ${provider}`,
  unlinkTitle: (provider: string) => `Unlink ${provider}?`,
  unlinkWhy:
    'You can no longer log in with it, and the other sessions that began with it end at once.',
  unlinked: 'The identity is no longer linked.',
  removePassword: 'Remove my password',
  removePasswordTitle: 'Remove your password?',
  removePasswordWhy:
    'You then log in with an identity provider or a passkey only, and your other sessions end. No link by email can set a new password.',
  passwordRemoved: 'Your password is removed.',
};

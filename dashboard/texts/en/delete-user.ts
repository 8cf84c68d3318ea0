/** Texts of the deletion of the own user. */
export const deleteUser = {
  action: 'Delete your user',
  why: 'This ends your access to every account.',
  title: 'Delete your user?',
  ends: 'Your name, your password and your second factor are deleted. Your sessions, credentials and memberships end in all accounts.',
  keeps: 'The audit logs of your accounts keep what you did. This cannot be undone.',
  confirm: 'Type your email address to confirm',
  wrong: 'This is not your email address.',
  lastAdministrator: (accounts: string) =>
    `You are the only administrator of an account (${accounts}). Make another member an administrator there first.`,
  onlyMember: (accounts: string) =>
    `You are the only member of an account (${accounts}). Closing an account ends its service users, their credentials and its identity providers.`,
  close: (accounts: string) => `Also close ${accounts}`,
};

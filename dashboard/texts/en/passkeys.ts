/** Texts of the passkeys that a user has. */
export const passkeys = {
  title: 'Passkeys',
  why: 'A passkey logs you in with your fingerprint, your face or the PIN of your device, without a password.',
  add: 'Add a passkey',
  added: 'The passkey is added.',
  unsupported: 'This browser cannot create passkeys here.',
  synced: 'Synced',
  single: 'This device only',
  of: (host: string) => `For ${host}`,
  created: 'Added',
  lastUsed: 'last used:',
  neverUsed: 'never used',
  rename: 'Rename',
  renameTitle: 'Rename the passkey',
  name: 'Name',
  delete: 'Delete',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteWhy: 'You can no longer log in with it.',
  deleteOther: (host: string) =>
    `It works at ${host} only. You can no longer log in with it there.`,
  deleted: 'The passkey is deleted.',
};

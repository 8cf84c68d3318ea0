/** Texts of the password, the second factors and the recovery codes. */
export const security = {
  password: {
    title: 'Password',
    why: 'A change ends all your other sessions.',
    old: 'Current password',
    submit: 'Change the password',
    changed: 'Your password is changed. Your other sessions have ended.',
    ended: (count: number) =>
      count === 1 ? 'One credential is deleted.' : `${count} credentials are deleted.`,
    live: (count: number) =>
      count === 1 ? 'One credential still works.' : `${count} credentials still work.`,
    seeCredentials: 'Look at your credentials',
    none: 'You have no password. You log in in another way.',
  },
  lastFactor:
    'It is your last second factor. Your password alone is then enough to log in, and your recovery codes end, too.',
  lastRequired:
    'It is your last second factor, and an account of yours requires one. Add another one first.',
  requiredBy: (accounts: string) =>
    `${accounts} requires a second factor, so you cannot remove it.`,
  app: {
    title: 'Authenticator app',
    why: 'With an app, a stolen password is not enough to log in as you.',
    on: 'On',
    off: 'Off',
    since: 'On since',
    setUp: 'Set up',
    remove: 'Remove',
    removeTitle: 'Remove the authenticator app?',
    removeWhy: 'Your password alone is then enough to log in. Your recovery codes end, too.',
    removeWhyOthers: 'You keep another second factor.',
    removed: 'The authenticator app is removed.',
  },
  enroll: {
    title: 'Set up a second factor',
    why: (account: string) => `${account} requires a second factor.`,
    passkey: 'Create a passkey',
    begin: 'Set up an authenticator app',
    phone: 'Get codes by phone',
  },
  setup: {
    title: 'Set up the app',
    scan: 'Scan this code with your authenticator app.',
    qrCode: 'QR code of the secret below',
    cannotScan: 'If you cannot scan it, enter this secret in the app.',
    secret: 'Secret',
    code: 'Enter the code that the app shows.',
    codeLabel: 'Code',
    confirm: 'Confirm',
    codeWrong:
      'The code is wrong. Check that the time of your phone is right, then enter a new code.',
  },
  codes: {
    title: 'Recovery codes',
    why: 'Each code works once, in place of your second factor.',
    left: (count: number, total: number) => `${count} of ${total} left`,
    makeTitle: 'Create new recovery codes?',
    makeWhy: 'The old ones end. Confirm with your second factor to continue.',
    makeNone: 'None of your second factors works here at present. Add another one first.',
    newTitle: 'Save your recovery codes',
    newWhy:
      'They are shown this once. Each works once, in place of your second factor, for example if you lose your device.',
    of: (email: string, service: string) => `Recovery codes of ${email} for ${service}`,
    download: 'Download',
    print: 'Print',
    saved: 'I have saved them',
    done: 'Done',
    unsaved: 'You have not confirmed that you saved them. They cannot be shown again.',
    leave: 'Leave without them',
  },
};

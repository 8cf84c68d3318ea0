/** Texts of the user's own settings. */
export const me = {
  profile: {
    nameTitle: 'Name',
    nameWhy: 'The other members of your accounts see it.',
    accountsTitle: 'Your accounts',
    accountsWhy: 'You see the members, credentials and settings of one account at a time.',
    current: 'Current',
    inactive: 'Disabled',
    inactiveWhy: 'An administrator of this account disabled your access.',
    leave: 'Leave',
    leaveLabel: (account: string) => `Leave ${account}`,
    leaveTitle: (account: string) => `Leave ${account}?`,
    leaveWhy:
      'Your credentials and other sessions in this account are deleted. You return only with a new invitation.',
    leaveLast:
      'You are its only administrator. Make another member an administrator first. If there are no other members, the account closes when you delete your user.',
    switchTo: 'Switch',
  },
  email: {
    why: 'You log in with it, and mails about your account go there.',
    change: 'Change the address',
    changeTitle: 'Change your email address',
    changeWhy:
      'You will get a link at the new address. Nothing changes until you open it, within 60 minutes.',
    newAddress: 'New email address',
  },
  noAccount: {
    accept: 'Accept the invitation',
    title: 'You are in no account',
    why: 'Accept an invitation, or ask an administrator of your account for one.',
  },
};

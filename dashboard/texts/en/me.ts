import { credentials } from './credentials';
import { security } from './security';

/** Texts of the user's own settings. */
export const me = {
  profile: {
    title: 'Profile',
    nameTitle: 'Name',
    nameWhy: 'The other members of your accounts see it.',
    name: 'Your name',
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
    switchTo: 'Switch',
    switchLabel: (account: string) => `Switch to ${account}`,
  },
  email: {
    title: 'Email address',
    why: 'You log in with it, and mails about your account go there.',
    change: 'Change the address',
    changeTitle: 'Change your email address',
    changeWhy:
      'You will get a link at the new address. Nothing changes until you open it, within 60 minutes.',
    newAddress: 'New email address',
  },
  confirmEmail: {
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
  },
  deleteUser: {
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
  },
  methods: {
    password: 'Password',
    app: 'Authenticator app',
    passkey: 'Passkey',
    phone: 'Code by phone',
    recovery_code: 'Recovery code',
    sso: 'Single sign-on',
  },
  sessions: {
    title: 'Sessions',
    why: 'The browsers and programs that are logged in as you.',
    device: 'Device',
    account: 'Account',
    since: 'Logged in',
    lastSeen: 'Last seen',
    current: 'This one',
    unfinished: 'Login not finished',
    noAccount: 'No account',
    unknown: 'Unknown device',
    on: (browser: string, system: string) => `${browser} on ${system}`,
    alone: 'You are logged in here only.',
    end: 'End',
    endLabel: (device: string) => `End the session: ${device}`,
    endTitle: 'End this session?',
    endWhy: (device: string) => `${device} is logged out at once.`,
    ended: 'The session has ended.',
    endOthers: 'End all others',
    endOthersTitle: 'End all other sessions?',
    endOthersWhy:
      'All other browsers and programs are logged out at once. You stay logged in here.',
    endedOthers: (count: number) =>
      count === 1 ? 'One session has ended.' : `${count} sessions have ended.`,
  },
  noAccount: {
    title: 'You are in no account',
    why: 'Accept an invitation, or ask an administrator of your account for one.',
  },
  activity: {
    title: 'Activity',
    why: 'Your logins and changes of the last 90 days, and those of others that concern you.',
    what: 'What',
    by: 'By',
    when: 'When',
    operator: 'The operator of this service',
    nobody: 'Someone who was not logged in',
    empty: 'Nothing happened in the last 90 days.',
  },
  security,
  credentials,
  invitation: {
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
  },
};

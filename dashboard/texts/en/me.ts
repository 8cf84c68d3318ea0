import { credentials } from './credentials';
import { security } from './security';

/** Texts of the user's own settings. */
export const me = {
  profile: {
    title: 'Profile',
    nameTitle: 'Name',
    nameWhy: 'The other members of your accounts see it.',
    name: 'Your name',
    emailTitle: 'Email address',
    emailWhy: 'You log in with it, and mails about your account go there.',
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
};

/** Texts of the user's sessions. */
export const sessions = {
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
  endOthersWhy: 'All other browsers and programs are logged out at once. You stay logged in here.',
  endedOthers: (count: number) =>
    count === 1 ? 'One session has ended.' : `${count} sessions have ended.`,
};

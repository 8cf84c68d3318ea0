/** Texts of the user's activity. */
export const activity = {
  why: 'Your logins and changes of the last 90 days, and those of others that concern you.',
  what: 'What',
  by: 'By',
  when: 'When',
  operator: 'The operator of this service',
  nobody: 'Someone who was not logged in',
  empty: 'Nothing happened in the last 90 days.',
};

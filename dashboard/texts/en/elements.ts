/** Texts of the custom elements. */
export const elements = {
  settings: 'Settings',
  logOutThere: (host: string) => `Log out at ${host}, too`,
  switchAccount: 'Switch account',
  visitor: 'Log in to see the members of your account.',
  logIn: 'Log in',
  noPermission: (account: string) => `Your role in ${account} does not show its members.`,
};

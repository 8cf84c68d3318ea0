/** Texts of the credentials of all members and service users. */
export const allCredentials = {
  why: 'The credentials of all members and service users.',
  owner: 'Owner',
  type: 'Type',
  allTypes: 'All types',
  of: (name: string) => `Of ${name}`,
  chooseOwner: 'Whose credentials?',
  chooseNewOwner: 'Who is it for?',
  empty: 'No credentials. Programs use them in place of a password.',
  noMatch: 'No credential matches.',
  deleted: (name: string) => `${name} is deleted.`,
};

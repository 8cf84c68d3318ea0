/** Texts of the members who log in without the single sign-on that an account requires. */
export const breakGlass = {
  badge: 'Emergency access',
  set: 'Allow emergency access',
  setTitle: (name: string) => `Allow ${name} emergency access?`,
  setWhy:
    'They can log in with their password and second factor, also while the account requires single sign-on. Each such login sends an email to every administrator. At most two administrators can have it.',
  isSet: (name: string) => `${name} has emergency access.`,
  end: 'End emergency access',
  endTitle: (name: string) => `End the emergency access of ${name}?`,
  endWhy: 'While the account requires single sign-on, they log in with an identity provider only.',
  ended: (name: string) => `${name} no longer has emergency access.`,
  limit: 'Two administrators have it already. End the access of one of them first.',
  invalid: 'Only an active administrator with a password and a second factor can have it.',
};

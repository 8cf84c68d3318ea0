/** Texts of the dialog that chooses a person. */
export const person = {
  search: 'Search by name or email address',
  found: 'Members and service users',
  service: 'Service user',
  none: 'No one matches.',
  disabled: 'Disabled',
};

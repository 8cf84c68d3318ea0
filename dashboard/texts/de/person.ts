import type { person as english } from '../en/person';

/** Texts of the dialog that chooses a person. */
export const person: typeof english = {
  search: 'Name oder E-Mail suchen',
  found: 'Mitglieder und Dienstbenutzer',
  service: 'Dienstbenutzer',
  none: 'Niemand gefunden.',
  disabled: 'Gesperrt',
};

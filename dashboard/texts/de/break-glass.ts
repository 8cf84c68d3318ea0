import type { breakGlass as english } from '../en/break-glass';

/** Texts of the members who log in without the single sign-on that an account requires. */
export const breakGlass: typeof english = {
  badge: 'Notfallzugang',
  set: 'Notfallzugang erlauben',
  setTitle: (name) => `${name} Notfallzugang erlauben?`,
  setWhy:
    'Die Anmeldung mit Passwort und zweitem Faktor bleibt möglich, auch wenn das Konto Single Sign-on verlangt. Jede solche Anmeldung wird allen Administratoren per E-Mail gemeldet. Höchstens zwei Administratoren können ihn haben.',
  isSet: (name) => `${name} hat Notfallzugang.`,
  end: 'Notfallzugang beenden',
  endTitle: (name) => `Notfallzugang von ${name} beenden?`,
  endWhy:
    'Solange das Konto Single Sign-on verlangt, ist die Anmeldung dann nur mit einem Identitätsanbieter möglich.',
  ended: (name) => `${name} hat keinen Notfallzugang mehr.`,
  limit: 'Zwei Administratoren haben ihn schon. Beenden Sie zuerst einen davon.',
  invalid: 'Nur aktive Administratoren mit Passwort und zweitem Faktor können ihn haben.',
};

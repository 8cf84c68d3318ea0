import type { me as english } from '../en/me';

/** Texts of the user's own settings. */
export const me: typeof english = {
  profile: {
    nameTitle: 'Name',
    nameWhy: 'Die anderen Mitglieder Ihrer Konten sehen ihn.',
    accountsTitle: 'Ihre Konten',
    accountsWhy: 'Sie sehen die Mitglieder, Zugangsdaten und Einstellungen immer nur eines Kontos.',
    current: 'Aktuell',
    inactive: 'Gesperrt',
    inactiveWhy: 'Ein Administrator dieses Kontos hat Ihren Zugriff gesperrt.',
    leave: 'Verlassen',
    leaveLabel: (account) => `${account} verlassen`,
    leaveTitle: (account) => `${account} verlassen?`,
    leaveWhy:
      'Ihre Zugangsdaten dieses Kontos werden endgültig gelöscht. Zurück kommen Sie nur mit einer Einladung.',
    leaveLast:
      'Sie sind der einzige Administrator. Machen Sie zuerst ein anderes Mitglied zum Administrator. Gibt es keine anderen Mitglieder, wird das Konto geschlossen, wenn Sie Ihren Benutzer löschen.',
    switchTo: 'Wechseln',
  },
  email: {
    why: 'Damit melden Sie sich an, und dorthin gehen E-Mails zu Ihrem Konto.',
    change: 'Adresse ändern',
    changeTitle: 'E-Mail-Adresse ändern',
    changeWhy:
      'Sie erhalten einen Link an die neue Adresse. Erst wenn Sie ihn innerhalb von 60 Minuten öffnen, ändert sich etwas.',
    newAddress: 'Neue E-Mail-Adresse',
  },
  noAccount: {
    accept: 'Einladung annehmen',
    title: 'Sie gehören zu keinem Konto',
    why: 'Nehmen Sie eine Einladung an, oder bitten Sie einen Administrator Ihres Kontos um eine.',
  },
};

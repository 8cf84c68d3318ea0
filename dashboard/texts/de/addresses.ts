import type { addresses as english } from '../en/addresses';

/** Texts of the IP restrictions. */
export const addresses: typeof english = {
  title: 'IP-Adressen',
  why: 'Sie können einschränken, von welchen Adressen Mitglieder und Zugangsdaten kommen.',
  unseen:
    'Der Dienst sieht keine IP-Adressen. Dafür braucht er einen Edge: einen Proxy vor dem Dienst, der sie ergänzt.',
  titles: { dashboard: 'IP-Adressen der Mitglieder', api: 'IP-Adressen der Zugangsdaten' },
  whys: {
    dashboard: 'Schränken Sie ein, von welchen Adressen sich Mitglieder anmelden und arbeiten.',
    api: 'Schränken Sie ein, von welchen Adressen Tokens, Schlüssel und Passwörter von Programmen gelten.',
  },
  states: { off: 'Aus', watching: 'Beobachtung', enforced: 'Erzwungen' },
  yours: 'Ihre Adresse',
  inside: 'In der Liste',
  outside: 'Nicht in der Liste',
  allowed: 'Erlaubt',
  blocks: (count) => `${count} Blöcke`,
  lastDays: 'Letzte 7 Tage',
  noOneOutside: 'Niemand kam von einer anderen Adresse.',
  wereOutside: (members, credentials, enforced) =>
    `${enforced ? 'Von anderen Adressen kamen' : 'Abgelehnt worden wären'}: ${counted(members, credentials)}.`,
  showThem: 'Anzeigen',
  restrict: 'Einschränken',
  edit: 'Bearbeiten',
  editWhys: {
    dashboard: 'Von diesen Adressen können sich Mitglieder anmelden und arbeiten.',
    api: 'Von diesen Adressen gelten Zugangsdaten.',
  },
  blocksLabel: 'Erlaubte Blöcke',
  blocksHint:
    'Ein Block je Zeile, mit einer Beschreibung: 203.0.113.0/24 Büro. Ohne Blöcke ist jede Adresse erlaubt.',
  addYours: (address) => `Meine Adresse hinzufügen, ${address}`,
  wrong: 'Korrigieren Sie diese Blöcke:',
  problems: {
    noBits: 'hat keine Anzahl von Bits',
    notLowest: 'beginnt nicht mit der niedrigsten Adresse des Blocks',
    invalid: 'ist kein Adressblock wie 203.0.113.0/24 oder 2001:db8::/32',
    twice: 'steht zweimal in der Liste',
    meant: 'Meinten Sie',
  },
  tooLong: 'Höchstens 100 Blöcke, und Beschreibungen von höchstens 200 Zeichen.',
  mode: 'Andere Adressen',
  watch: 'Erst beobachten',
  watchHint: 'Niemand wird abgelehnt. Sie sehen hier, wer abgelehnt würde.',
  enforce: 'Erzwingen',
  enforceHints: {
    dashboard: 'Mitglieder von anderen Adressen werden abgelehnt, auch Administratoren.',
    api: 'Zugangsdaten von anderen Adressen werden abgelehnt.',
  },
  enforceTitle: 'Alle anderen Adressen ablehnen?',
  enforceWhys: {
    dashboard:
      'Mitglieder, die von anderen Adressen kommen, werden sofort abgelehnt, auch mitten in der Arbeit.',
    api: 'Programme, die von anderen Adressen kommen, werden sofort abgelehnt.',
  },
  everywhereQuestion: {
    title: 'Jede Adresse erlauben?',
    why: 'Die Liste enthält alle Adressen einer Version und schränkt daher wenig oder nichts ein.',
    action: 'Erlauben',
  },
  endQuestion: {
    title: 'Einschränkung aufheben?',
    why: 'Jede Adresse ist wieder erlaubt, und die Blöcke werden gelöscht.',
    action: 'Aufheben',
  },
};

function counted(members: number, credentials: number): string {
  const parts = [
    ...(members !== 0 || credentials === 0
      ? [members === 1 ? '1 Mitglied' : `${members} Mitglieder`]
      : []),
    ...(credentials !== 0 ? [keys(credentials)] : []),
  ];
  return parts.join(' und ');
}

function keys(count: number): string {
  return count === 1 ? '1 Schlüssel oder Token' : `${count} Schlüssel und Tokens`;
}

import type { rotation as english } from '../en/rotation';

/** Texts of the dialog that makes a new secret of a credential. */
export const rotation: typeof english = {
  title: (name) => `${name} erneuern?`,
  why: 'Sie erhalten ein neues Geheimnis. Das aktuelle gilt noch eine Weile, damit Sie es ersetzen können.',
  grace: 'Das aktuelle Geheimnis endet',
  graces: { '0': 'Jetzt', '3600': 'In 1 Stunde', '86400': 'In 1 Tag', '604800': 'In 7 Tagen' },
  keep: 'Zurzeit sind zwei Geheimnisse gültig. Welches verwenden Ihre Programme?',
  keepCurrent: 'Das neuere, von der letzten Erneuerung',
  keepPrevious: 'Das ältere, von davor',
  keepHint: 'Das andere endet jetzt.',
  submit: 'Erneuern',
};

import type { exporting as english } from '../en/exporting';

/** Texts in German of the export of the audit log. */
export const exporting: typeof english = {
  title: 'Protokoll exportieren',
  why: (most) =>
    `Die Datei enthält alle Ereignisse, die zu den Filtern passen, die neuesten zuerst. Sind es mehr als ${most}, enthält sie die neuesten davon: Wählen Sie für die übrigen Tage aus.`,
  csv: 'Tabelle für eine Tabellenkalkulation (CSV)',
  json: 'JSON-Zeilen (JSONL)',
  jsonHint: 'Für jq, oder um die Ereignisse woanders zu speichern.',
  read: (count) => `${count} Ereignisse bisher gelesen.`,
  submit: 'Exportieren',
  pending: 'Wird exportiert…',
  done: (count) => `${count} Ereignisse sind gespeichert.`,
  cut: (count) => `Die neuesten ${count} Ereignisse sind gespeichert. Es gibt weitere.`,
};

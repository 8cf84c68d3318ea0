/** Texts of the export of the audit log. */
export const exporting = {
  title: 'Export the audit log',
  why: (most: string) =>
    `The file has all events that match the filters, the newest first. If there are more than ${most}, it has the newest of them: choose days for the others.`,
  csv: 'A table for a spreadsheet (CSV)',
  json: 'Lines of JSON (JSONL)',
  jsonHint: 'For jq, or to store the events elsewhere.',
  read: (count: string) => `${count} events read so far.`,
  submit: 'Export',
  pending: 'Exporting…',
  done: (count: string) => `${count} events are saved.`,
  cut: (count: string) => `The newest ${count} events are saved. There are more.`,
};

import type { Event } from './types';

const COLUMNS = [
  'at',
  'type',
  'principal type',
  'principal id',
  'principal name',
  'credential',
  'source',
  'object type',
  'object id',
  'details',
  'request id',
  'id',
];

/** The first line of a table of events. The mark before it tells Excel that the text is UTF-8. */
export const CSV_HEADER = `\uFEFF${line(COLUMNS)}`;

/** Returns an event as a line of CSV (RFC 4180). What only some types have is JSON, in one column. */
export function csvLine({ id, type, at, principal, source, object, requestId }: Event): string {
  const { type: objectType, id: objectId, ...details } = object;
  const { type: by, id: byId, name, credential } = principal;
  const cells = [at, type, by, byId, name, credential, source, objectType, objectId];
  return line([...cells, JSON.stringify(details), requestId, id]);
}

function line(cells: readonly (string | null | undefined)[]): string {
  return `${cells.map((cell) => quoted(cell ?? '')).join(',')}\r\n`;
}

// A spreadsheet runs a cell that begins like a formula. Names are chosen by users, who must not write formulas
// for an administrator (OWASP: CSV Injection).
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const MAX_LENGTH = 60;
const INVISIBLE = /[\p{C}\p{Z}\s]+/gu;
// Mail programs make links of what looks like one: of `https://…`, and of a bare `name.example`.
const AFTER_SCHEME = /:\/+/g;
const DOT_IN_WORD = /([.\u3002\uff0e\uff61])(?=[^\s.])/gu;

/**
 * A name that somebody chose, as a mail can show it: on one line, at most 60 characters, without
 * quotation marks, and with a space in whatever a mail program would make a link of.
 */
export function plainName(name: string): string {
  const line = name
    .replace(INVISIBLE, ' ')
    .replaceAll('"', "'")
    .replace(AFTER_SCHEME, ': ')
    .replace(DOT_IN_WORD, '$1 ')
    .trim();
  const letters = Array.from(line);
  return letters.length > MAX_LENGTH ? `${letters.slice(0, MAX_LENGTH - 1).join('')}…` : line;
}

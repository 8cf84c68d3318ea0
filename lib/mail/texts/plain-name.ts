const MAX_LENGTH = 60;
const INVISIBLE = /[\p{C}\p{Z}\s]+/gu;
// Mail programs make links of what looks like one: `https://…`, `tel:…`, a bare `name.example`, a telephone
// number; and readers follow what looks like one to them: `@name`.
const AFTER_SCHEME = /([:\ufe13\ufe55\uff1a])\/*(?=\S)/gu;
const DOT_IN_WORD = /([.\u06d4\u2024-\u2026\u3002\ufe12\ufe52\uff0e\uff61])(?=[^\s.])/gu;
const HANDLE = /(?<![\p{L}\p{N}])([@\ufe6b\uff20])(?=\S)/gu;
// Seven digits or more of any script, whatever separates them, letters excepted.
const NUMBER = /(?<![+(\uff0b])[+(\uff0b]*\p{N}(?:[^\p{L}\p{N}]*\p{N}){6,}/gu;
// A toll-free number whose rest may be spelled in letters, as in 1-800-EXAMPLE.
const TOLL_FREE =
  /(?<![\p{L}\p{N}])(?:\+?1[^\p{L}\p{N}]*)?8(?:00|33|44|55|66|77|88)[^\p{L}\p{N}]+[\p{L}\p{N}]{4,}/gu;

/**
 * A name that somebody chose, as a mail can show it: on one line, at most 60 characters, without quotation marks
 * and telephone numbers, and with a space in whatever a mail program would make a link of.
 */
export function plainName(name: string): string {
  const line = name
    .replace(INVISIBLE, ' ')
    .replaceAll('"', "'")
    .replace(TOLL_FREE, '…')
    .replace(NUMBER, '…')
    .replace(AFTER_SCHEME, '$1 ')
    .replace(HANDLE, '$1 ')
    .replace(DOT_IN_WORD, '$1 ')
    .trim();
  const letters = Array.from(line);
  return letters.length > MAX_LENGTH ? `${letters.slice(0, MAX_LENGTH - 1).join('')}…` : line;
}

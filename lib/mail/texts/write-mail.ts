import { parseEmail } from '../email-address';
import type { Mail } from '../mail';

/** Whom a mail is for, and where their user is. */
export interface Addressee {
  /** The bare address. */
  readonly to: string;
  /** The service's host, as in `reports-1234.twil.io`. Never a caller's word. */
  readonly service: string;
}

/** A link with a secret in its fragment, which no server's log has, and when it ends. */
export interface TimedLink {
  readonly link: string;
  readonly expiresAt: Date;
}

interface Content {
  readonly to: string;
  readonly subject: string;
  /** Each of them a paragraph; the link is one by itself. */
  readonly paragraphs: readonly string[];
  readonly link?: string;
}

// RFC 5322 section 2.1.1 asks for at most 78; answers that quote a line need a few of them.
const WIDTH = 72;

/** Makes a mail of its paragraphs. A word that is longer than a line, such as the link, stays whole. */
export function writeMail({ to, subject, paragraphs, ...link }: Content): Mail {
  const text = ['Hello,', ...paragraphs].map(wrap).join('\n\n');
  return { to, subject, text: `${text}\n`, ...link };
}

function wrap(paragraph: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** A time as readers anywhere can tell it, as in `2026-11-21 11:44 UTC`. */
export function inWords(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What is true of every link in a mail. */
export function worksUntil(expiresAt: Date): string {
  return `The link works once, until ${inWords(expiresAt)}.`;
}

// An address may have a path in it, as in www.example.com/page@example.com.
const LOOKS_LIKE_A_LINK = /^[^@]*\/|^www\./i;

/** Returns an email address as a mail can show it: whole, unless a mail program would make a link of a part. */
export function shownAddress(address: string): string {
  const isShown = parseEmail(address) !== null && !LOOKS_LIKE_A_LINK.test(address);
  return isShown ? address : plainName(address);
}

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

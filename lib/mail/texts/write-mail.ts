import { parseEmail } from '../email-address';
import type { Mail } from '../mail';
import { renderHtml } from './render-html';

/** The recipient of a mail, and the service of the recipient's user. */
export interface Addressee {
  /** The address without a display name. */
  readonly to: string;
  /** The service's host, such as `reports-1234.twil.io`. Never taken from a caller's input. */
  readonly service: string;
}

/** A link and its expiry. The link's secret is in the fragment, which servers do not log. */
export interface TimedLink {
  readonly link: string;
  readonly expiresAt: Date;
}

/** The content of a mail. The subject names the service, and the heading need not. */
interface MailContent extends Addressee {
  readonly subject: string;
  readonly heading: string;
  /** The paragraphs. The link is a separate paragraph. */
  readonly paragraphs: readonly string[];
  /** The reason why the recipient gets the mail: a sentence. */
  readonly reason: string;
  readonly button?: { readonly label: string; readonly link: string };
}

// RFC 5322 section 2.1.1 recommends at most 78. Replies add a few characters to quoted lines.
const WIDTH = 72;

/**
 * Builds a mail as text and as HTML. In the text, a word that is longer than a line, such as the link, is not
 * broken.
 */
export function writeMail({ to, ...content }: MailContent): Mail {
  const { subject, reason, button } = content;
  const paragraphs = ['Hello,', ...content.paragraphs];
  const text = [...paragraphs, reason].map(wrap).join('\n\n');
  const html = renderHtml({ ...content, paragraphs });
  return { to, subject, text: `${text}\n`, html, ...(button && { link: button.link }) };
}

/** Returns the reason for a mail to a user about the security of the user's login. */
export function asUser(service: string): string {
  return `You get this mail because you have a user at ${service}. Mail about the security of your login cannot be turned off.`;
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

/** Formats a time for readers in any time zone, such as `2026-11-21 11:44 UTC`. */
export function formatTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Returns the sentence about the expiry of a link. */
export function worksUntil(expiresAt: Date): string {
  return `The link works once, until ${formatTime(expiresAt)}.`;
}

// An address may have a path in it, as in www.example.com/page@example.com.
const LOOKS_LIKE_A_LINK = /^[^@]*\/|^www\./i;

/** Returns an email address for a mail: unchanged, unless a mail program would turn a part into a link. */
export function shownAddress(address: string): string {
  const isShown = parseEmail(address) !== null && !LOOKS_LIKE_A_LINK.test(address);
  return isShown ? address : plainName(address);
}

const MAX_LENGTH = 60;
const INVISIBLE = /[\p{C}\p{Z}\s]+/gu;
// Mail programs turn these into links: `https://…`, `tel:…`, a bare `name.example`, a telephone number. Readers
// may follow a handle: `@name`.
const AFTER_SCHEME = /([:\ufe13\ufe55\uff1a])\/*(?=\S)/gu;
const DOT_IN_WORD = /([.\u06d4\u2024-\u2026\u3002\ufe12\ufe52\uff0e\uff61])(?=[^\s.])/gu;
const HANDLE = /(?<![\p{L}\p{N}])([@\ufe6b\uff20])(?=\S)/gu;
// Seven or more digits of any script, with any separators except letters.
const NUMBER = /\p{N}(?:[^\p{L}\p{N}]*\p{N}){6,}/gu;
// What a number that was replaced began with.
const BEFORE_NUMBER = /(?<![+(\uff0b])[+(\uff0b]+\u2026/gu;
// A toll-free number, also with letters, such as 1-800-EXAMPLE.
const TOLL_FREE =
  /(?<![\p{L}\p{N}])(?:\+?1[^\p{L}\p{N}]*)?8(?:00|33|44|55|66|77|88)[^\p{L}\p{N}]+[\p{L}\p{N}]{4,}/gu;

/**
 * Returns a user-chosen name for a mail: on one line, with at most 60 characters, without quotation marks and
 * telephone numbers. A space breaks any part that a mail program would turn into a link.
 */
export function plainName(name: string): string {
  const line = name
    .replace(INVISIBLE, ' ')
    .replaceAll('"', "'")
    .replace(TOLL_FREE, '…')
    .replace(NUMBER, '…')
    .replace(BEFORE_NUMBER, '…')
    .replace(AFTER_SCHEME, '$1 ')
    .replace(HANDLE, '$1 ')
    .replace(DOT_IN_WORD, '$1 ')
    .trim();
  const letters = Array.from(line);
  return letters.length > MAX_LENGTH ? `${letters.slice(0, MAX_LENGTH - 1).join('')}…` : line;
}

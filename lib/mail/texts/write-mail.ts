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

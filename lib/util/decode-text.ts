import { isUtf8 } from 'node:buffer';

/** A text, or why something is none: goes on from its name, and has no part of it. */
export type DecodedText = { readonly text: string } | { readonly problem: string };

const MARK = '\ufeff';
const NO_UTF8 = { problem: 'is not UTF-8 text' };
const UTF16 = { problem: 'is UTF-16 text: save it as UTF-8' };

/**
 * Reads what a file or an answer holds: UTF-8, without the byte order mark that Windows tools put in front.
 *
 * @param given - its bytes, or what the runtime has made of them, with U+FFFD for what is no UTF-8.
 */
export function decodeText(given: Uint8Array | string): DecodedText {
  const isText = typeof given === 'string' ? !given.includes('\ufffd') : isUtf8(given);
  const text = typeof given === 'string' ? given : Buffer.from(given).toString();
  // UTF-16 has zeros in it wherever it is ASCII, and begins with bytes that no UTF-8 has.
  if (text.includes('\0')) return UTF16;
  return isText ? { text: withoutByteOrderMark(text) } : NO_UTF8;
}

/** A text without the byte order mark in front (the Encoding standard's UTF-8 decode). */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(MARK) ? text.slice(MARK.length) : text;
}

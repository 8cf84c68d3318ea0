import { isUtf8 } from 'node:buffer';

/** A decoded text, or a problem. The problem is a phrase that follows the name of the source. */
export type DecodedText = { readonly text: string } | { readonly problem: string };

const BYTE_ORDER_MARK = '\ufeff';
const NOT_UTF8 = { problem: 'is not UTF-8 text' };
const UTF16 = { problem: 'is UTF-16 text: save it as UTF-8' };

/**
 * Decodes the content of a file or a response as UTF-8, and removes the byte order mark that Windows tools
 * write.
 *
 * @param given - the bytes, or the text that the runtime decoded, with U+FFFD for invalid bytes.
 */
export function decodeText(given: Uint8Array | string): DecodedText {
  const isText = typeof given === 'string' ? !given.includes('\ufffd') : isUtf8(given);
  const text = typeof given === 'string' ? given : Buffer.from(given).toString();
  // ASCII characters in UTF-16 contain zero bytes, which UTF-8 text does not have.
  if (text.includes('\0')) return UTF16;
  return isText ? { text: withoutByteOrderMark(text) } : NOT_UTF8;
}

/** Removes the byte order mark at the start of a text (the Encoding standard's UTF-8 decode). */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

import { hasHashPattern, hasHexDigest } from './has-hash-pattern';

// A hash of 60 characters has 190 after four times base64, which is more than a password may have.
const MAX_LAYERS = 4;
// What nobody sees, and what a shell or an editor may have put in.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const ESCAPED = /(?:%|\\x|\\u00|&#x)([0-9a-f]{2});?|&#(\d{2,3});|&dollar;/gi;
const BASE64_RUN = /[\w+/-]{16,}/g;
const HEX_RUN = /(?:[0-9a-f]{2}){12,}/gi;
// Random bytes have no twelve printable characters in a row; a hash has.
const LEGIBLE_RUN = /[\x20-\x7e]{12,}/g;

/**
 * Whether a text is a hash of a form that is known, or has one in it: anywhere, quoted,
 * locked, escaped, or in base64 or hexadecimal, also more than once. What `openssl rand` prints, in
 * hexadecimal or base64, is no such text.
 */
export function containsHash(text: string): boolean {
  let layer: readonly string[] = [text];
  for (let depth = 0; layer.length > 0 && depth <= MAX_LAYERS; depth += 1) {
    const views = [...new Set(layer.flatMap(viewsOf))];
    if (views.some(hasHashPattern) || (depth > 0 && views.some(hasHexDigest))) return true;
    layer = [...new Set([...views, ...views.map(withoutSpaces)].flatMap(decodingsOf))];
  }
  return false;
}

// A text as it may have been meant. Full-width characters are brought to their usual form.
function viewsOf(text: string): readonly string[] {
  const clean = text.normalize('NFKC').replace(INVISIBLE, '');
  const once = clean.replace(ESCAPED, unescapeOne);
  const unescaped = once.replace(ESCAPED, unescapeOne).replaceAll('\\', '').replace(/\$+/g, '$');
  return [clean, unescaped];
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '');
}

function unescapeOne(_all: string, hex?: string, decimal?: string): string {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  return decimal === undefined ? '$' : String.fromCharCode(Number(decimal));
}

// Where a run begins with something that is none of it, the groups of four begin further on.
function decodingsOf(text: string): readonly string[] {
  const decoded = [
    ...(text.match(BASE64_RUN) ?? []).flatMap((run) =>
      [0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), 'base64')),
    ),
    ...(text.match(HEX_RUN) ?? []).map((run) => Buffer.from(run, 'hex')),
  ];
  // As PowerShell does it, there is UTF-16 under the base64.
  const texts = decoded.map((bytes) => bytes.toString().replaceAll('\0', '').normalize('NFKC'));
  return texts.flatMap((one) => one.match(LEGIBLE_RUN) ?? []);
}

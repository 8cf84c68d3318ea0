import { hasHashPattern, hasHexDigest } from './has-hash-pattern';

// A hash of 60 characters has 190 after four layers of base64, which is longer than the longest password.
const MAX_LAYERS = 4;
// Invisible characters, which a shell or an editor may have added.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const ESCAPED = /(?:%|\\x|\\u00|&#x)([0-9a-f]{2});?|&#(\d{2,3});|&dollar;/gi;
const BASE64_RUN = /[\w+/-]{16,}/g;
const HEX_RUN = /(?:[0-9a-f]{2}){12,}/gi;
// A hash has twelve printable characters in a row. Random bytes almost never do.
const LEGIBLE_RUN = /[\x20-\x7e]{12,}/g;

/**
 * Returns whether a text is or contains a hash of a known format: anywhere in the text, quoted, locked,
 * escaped, or in one or more layers of base64 or hexadecimal. The output of `openssl rand`, in hexadecimal or
 * base64, is not a hash.
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

// The readings of a text, unescaped and not. Full-width characters become regular ones.
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

// If other characters precede base64, its groups of four start at a later character.
function decodingsOf(text: string): readonly string[] {
  const decoded = [
    ...(text.match(BASE64_RUN) ?? []).flatMap((run) =>
      [0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), 'base64')),
    ),
    ...(text.match(HEX_RUN) ?? []).map((run) => Buffer.from(run, 'hex')),
  ];
  // PowerShell encodes text as UTF-16 before base64.
  const texts = decoded.map((bytes) => bytes.toString().replaceAll('\0', '').normalize('NFKC'));
  return texts.flatMap((one) => one.match(LEGIBLE_RUN) ?? []);
}

import { isBsdiCrypt, isDesCrypt } from './des-crypt';

// Each pattern matches anywhere in a text, and never matches random hex digits or base64.
const FORMS: readonly RegExp[] = [
  // bcrypt, also truncated; sha512crypt and similar formats by number or letter; formats with names.
  /\$2[abxy]?\$\d\d?\$[\w./]{8}/i,
  /\$(?:[1356789y]|gy|[BCHPQS])\$[\w./+=,$-]{8}/,
  /\$(?:argon2|scrypt|bcrypt|pbkdf2|yescrypt|apr1|md5|sha\d|sm3|gost|cta_|dlitz|krb5)[\w-]*[$,]\S{8}/i,
  // LDAP, Dovecot, Spring (RFC 2307 section 5.3).
  /\{(?:[\w.-]{0,40}(?:sha|md[245]|crypt|pbkdf|argon|pkcs5|scram|hmac|nthash)[\w.:+-]{0,40}|nt|lm|lanman)\}[\w./+=$,-]{8}/i,
  // MySQL, PostgreSQL, SQL Server, ASP.NET.
  /\*[0-9a-f]{40}(?![0-9a-f])|\$A\$\d{3}\$/i,
  /md5[0-9a-f]{32}/i,
  /0x[0-9a-f]{32}/i,
  /(?:^|[^\w+/])AQAAAA[AEIM]AA[A-Za-z0-9+/]{60}/,
];
// Django, Werkzeug, SCRAM and named digests: a word that contains a name, and the text after it.
const BEFORE_DIGEST = /(?<![\w-])[\w-]+(?=[$:.]\S{8})/g;
const DIGEST_NAME = /argon2|s?crypt|pbkdf2|sha-?[1235]|md[45]|blake[23]|hmac|ripemd|whirlpool/i;
const WRAPPING = /^[\s!*"'`]+(?:LK\*|LOCKED\*)?|(?<![\s"'`,;])[\s"'`,;]+$/g;
const BETWEEN = /[\s:;,$"'`!*{}()[\]<>|=@#\\]+/;
const HEX_DIGEST = /^[0-9a-f]{32,}$/i;
const BASE64_DIGEST = /^(?:[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=)$/;
// The format of crypt(3): fields between dollar signs, the last of them long.
const FIELDS = /^[\w:,.=+/-]*(?:\$[\w:,.=+/-]*)+\$[\w:,.=+/-]{16,}$/;
const LOCKED = /^[!*]+(?:LK\*|LOCKED\*)?/;

/** Returns whether a text is or contains a hash of a known format. */
export function hasHashPattern(text: string): boolean {
  if (isDesCrypt(text) || isBsdiCrypt(text)) return true;
  if (FORMS.some((form) => form.test(text)) || isNamed(text)) return true;
  return isWrapped(text) || isSalted(text);
}

/** Returns whether a decoded text contains a hexadecimal digest. */
export function hasHexDigest(text: string): boolean {
  return /[0-9a-f]{32}/i.test(text);
}

function isNamed(text: string): boolean {
  return text.match(BEFORE_DIGEST)?.some((word) => DIGEST_NAME.test(word)) ?? false;
}

// A hash in quotes, or after the mark of a locked system user. Such a text is never a password.
function isWrapped(text: string): boolean {
  const bare = text.replace(WRAPPING, '');
  if (FIELDS.test(bare)) return true;
  if (bare !== text && (isDesCrypt(bare) || isBsdiCrypt(bare))) return true;
  const unlocked = text.replace(LOCKED, '');
  return unlocked !== text && (BASE64_DIGEST.test(unlocked) || /^[0-9a-f]{16,}$/i.test(unlocked));
}

// A digest and another part, such as its salt. A single digest may be a random password.
function isSalted(text: string): boolean {
  const parts = text.split(BETWEEN);
  if (parts.length < 2) return false;
  if (parts.some((part) => isBsdiCrypt(part) || (isDesCrypt(part) && isMixed(part)))) return true;
  if (parts.some((part) => HEX_DIGEST.test(part)))
    return text.replace(/(?<!=)=+$/, '') !== parts[0];
  const pieces = text.split(/[:$]/);
  return pieces.length > 1 && pieces.some((piece) => BASE64_DIGEST.test(piece));
}

// Nearly all hashes of DES crypt have these three kinds of characters, and words do not.
function isMixed(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /[\d./]/.test(text);
}

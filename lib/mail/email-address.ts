import { domainToASCII } from 'node:url';
import { throttleKey } from '../throttle/throttle-key';
import { trimAround } from '../util/trim-around';

/** An email address, and its key for lookups. */
export interface Email {
  /** The address for sending mail: in NFC, with a lowercase ASCII domain and otherwise unchanged. */
  readonly email: string;
  /** The whole address in lowercase. Unique among users, and the key for counting attempts. */
  readonly key: string;
}

// RFC 5321 section 4.5.3.1, and erratum 1690 of RFC 3696 for the whole address. SMTP counts bytes.
const MAX_BYTES = 254;
const MAX_LOCAL_BYTES = 64;

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DIGITS = /^\d+$/;

/**
 * Parses an email address.
 *
 * Two addresses have the same key if they differ only in case or Unicode encoding. RFC 5321 allows servers to
 * distinguish `Ada@` from `ada@`, but people do not. Dots and plus suffixes do make a difference: their
 * meaning depends on the provider, and removing them for all providers would give one person's account to
 * another.
 *
 * @returns `null` if the text is not an address, for example because spaces surround it.
 */
export function parseEmail(text: string): Email | null {
  const parts = text.normalize('NFC').split('@');
  const [local, domainName] = parts;
  if (parts.length !== 2 || local === undefined || domainName === undefined) return null;
  const domain = parseDomain(domainName);
  if (!isLocal(local) || domain === null) return null;
  const email = `${local}@${domain}`;
  if (Buffer.byteLength(email) > MAX_BYTES) return null;
  return { email, key: `${local.toLowerCase().normalize('NFC')}@${domain}` };
}

/** Parses a typed or pasted email address, and ignores surrounding white space and invisible characters. */
export function parseTypedEmail(text: string): Email | null {
  // Spaces, line ends and invisible characters, which keyboards and clipboards add around an address.
  return parseEmail(trimAround(text, /[\s\p{Z}\p{C}]/u));
}

/**
 * Returns the key for counting login attempts: the key of the address, or a digest of the text if it is not
 * an address. With a digest of its own, no text delays the logins with another.
 */
export function loginThrottleKey(text: string): string {
  return parseTypedEmail(text)?.key ?? throttleKey(text);
}

// A dot-string (RFC 5321 section 4.1.2, RFC 6531 section 3.3). Quoted and bracketed addresses are invalid
// because they are not used in practice. Invisible characters are invalid because two addresses would look
// the same. The expression is no constant of this file, because it is slow to create: see docs/benchmarks.md.
function isLocal(local: string): boolean {
  const dotString = /^[^\p{C}\p{Z}"(),.:;<>@[\\\]]+(?:\.[^\p{C}\p{Z}"(),.:;<>@[\\\]]+)*$/u;
  if (!dotString.test(local) || Buffer.byteLength(local) > MAX_LOCAL_BYTES) return false;
  // Compatibility characters (ﬁ, ａ, ſ) look like other letters, and have the same key.
  return local.normalize('NFKC') === local;
}

function parseDomain(name: string): string | null {
  // domainToASCII parses a URL's host, so it would stop at a slash or a colon, and decode %.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(name)) return null;
  const domain = domainToASCII(name);
  const labels = domain.split('.');
  // The last label of a domain name is never a number (RFC 3696 section 2). In an IPv4 address, it is.
  const isName = labels.length > 1 && !DIGITS.test(labels.at(-1) ?? '');
  return isName && labels.every((label) => LABEL.test(label)) ? domain : null;
}

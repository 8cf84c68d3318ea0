import { domainToASCII } from 'node:url';
import { throttleKey } from '../throttle/throttle-key';
import { trimAround } from '../util/trim-around';

/** An address as it was given, and what it is found by. */
export interface Email {
  /** What mail is sent to: in NFC, the domain in small ASCII letters, the rest as it was typed. */
  readonly email: string;
  /** Unique among users, and what attempts are counted by: all of it in small letters. */
  readonly key: string;
}

// RFC 5321 section 4.5.3.1; erratum 1690 of RFC 3696 for the whole. In bytes, as SMTP counts.
const MAX_BYTES = 254;
const MAX_LOCAL_BYTES = 64;

// A dot-string (RFC 5321 section 4.1.2, RFC 6531 section 3.3). What is quoted or in brackets is left
// out, as nobody has such an address; so is what cannot be seen, as nobody could tell two apart.
const LOCAL = /^[^\p{C}\p{Z}"(),.:;<>@[\\\]]+(?:\.[^\p{C}\p{Z}"(),.:;<>@[\\\]]+)*$/u;
// domainToASCII reads as a URL does, so it would stop at a slash or a colon, and decode %.
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DIGITS = /^\d+$/;
// Spaces, line ends, and what cannot be seen: keyboards and clipboards put them around an address.
const AROUND = /[\s\p{Z}\p{C}]/u;

/**
 * Reads an e-mail address.
 *
 * Two addresses have one key where nothing but case, or how the same characters are encoded, differs.
 * RFC 5321 would let servers tell `Ada@` from `ada@`; people do not. Dots and what stands behind a plus
 * do count: what they mean differs from one provider to the next, and whoever strips them for all
 * gives one person's account to another.
 *
 * @returns `null` for what is no address, surrounding spaces included.
 */
export function parseEmail(text: string): Email | null {
  const parts = text.normalize('NFC').split('@');
  const [local, name] = parts;
  if (parts.length !== 2 || local === undefined || name === undefined) return null;
  const domain = readDomain(name);
  if (!isLocal(local) || domain === null) return null;
  const email = `${local}@${domain}`;
  if (Buffer.byteLength(email) > MAX_BYTES) return null;
  return { email, key: `${local.toLowerCase().normalize('NFC')}@${domain}` };
}

/** Reads an e-mail address as it was typed or pasted: what surrounds it does not count. */
export function parseTypedEmail(text: string): Email | null {
  return parseEmail(trimAround(text, AROUND));
}

/**
 * What log-ins with a text in the place of an address are counted by: the key of the address, or of what is
 * none a digest of its own, so that nobody has to wait for what others have typed.
 */
export function loginThrottleKey(text: string): string {
  return parseTypedEmail(text)?.key ?? throttleKey(text);
}

function isLocal(local: string): boolean {
  if (!LOCAL.test(local) || Buffer.byteLength(local) > MAX_LOCAL_BYTES) return false;
  // Forms for display (ﬁ, ａ, ſ) pass for other letters, in the key and to the eye.
  return local.normalize('NFKC') === local;
}

function readDomain(name: string): string | null {
  if (!DOMAIN.test(name)) return null;
  const domain = domainToASCII(name);
  const labels = domain.split('.');
  // The last label of a name is never a number (RFC 3696 section 2); that of an IPv4 address is.
  const isName = labels.length > 1 && !DIGITS.test(labels.at(-1) ?? '');
  return isName && labels.every((label) => LABEL.test(label)) ? domain : null;
}
